import { expect, it } from 'vitest';
import { playScenario } from '../../../local/account/play.ts';
import { loadScenario } from '../../../local/scenario/load.ts';
import { assemblyDirectory } from '../../assembly.ts';

it('answers at one address for AWS, for Slack, and for what the account is', async () => {
  const play = await playScenario(loadScenario('quiet'), { assemblyDirectory });
  try {
    const page = await (await fetch(play.endpointUrl)).json();
    expect(page).toMatchObject({ accountId: '111122223333', time: '2026-03-02T03:00:00.000Z' });
    const slack = await fetch(`${play.endpointUrl}/api/auth.test`, { method: 'POST' });
    expect(await slack.json()).toEqual({ ok: false, error: 'not_authed' });
    expect((await fetch(`${play.endpointUrl}/elsewhere`)).status).toBe(400);
  } finally {
    await play.close();
  }
});
