import { describe, expect, it } from 'vitest';
import { plantedBotToken } from '../../local/account/play.ts';
import { plantedSecrets } from '../../local/world/planted-secrets.ts';
import { playToEnd } from './scene.ts';

describe('no secret', () => {
  it('leaves: not in a log line, a message, a row, a queue entry or an error', async () => {
    const scene = await playToEnd('both-tunnels-down', {}, async (play) => ({
      rows: await Promise.all(
        play.deployment.tables.map(({ name, region }) => play.dynamoDb.items(name, region)),
      ),
    }));
    const keys = plantedSecrets(scene.play.world);
    expect(keys.length).toBeGreaterThanOrEqual(2);
    const kept = JSON.stringify([
      scene.play.journal.entries,
      scene.play.slack.messages('vpn-alerts'),
      scene.atEnd,
    ]);
    expect(kept).toContain('vpn-0f2a3b4c5d6e7f801');
    for (const secret of [...keys, plantedBotToken]) expect(kept).not.toContain(secret);
    expect(kept).not.toContain('<vpn_connection');
  });
});
