import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../local/scenario/load.ts';
import { renderPlain } from '../../local/slack/plain.ts';
import { playToEnd, type Scene, shippedScene } from './scene.ts';

/** CloudWatch says of each of Tunnelkeeper's own alarms when it is OK for the first time; the notifier tells nobody. */
const announced = (scene: Scene) =>
  scene.of('sns.published').filter(({ subject }) => !String(subject).startsWith('OK: "tunnelkeeper/self/'));

describe('a notice', () => {
  it('that AWS replaced an endpoint is quiet when the tunnel is back', async () => {
    const scene = await shippedScene('endpoint-replaced-and-back');
    expect(scene.restarts).toEqual([]);
    expect(scene.headlines).toEqual([expect.stringMatching(/^🔵 Info .* AWS replaced a tunnel endpoint$/)]);
    expect(scene.replies).toBe('');
  });

  it('is one notice for five copies, a backup-region copy, and any order', async () => {
    const scene = await shippedScene('repeated-and-reordered-events');
    expect(scene.of('health.event').length).toBeGreaterThanOrEqual(6);
    expect(announced(scene)).toHaveLength(1);
    expect(scene.parents).toHaveLength(1);
  });

  it('of a second tunnel that was never up is no incident, and says what to configure', async () => {
    const scene = await shippedScene('single-tunnel-notice');
    expect(scene.restarts).toEqual([]);
    expect(scene.headlines).toEqual([expect.stringMatching(/no redundancy: a tunnel has never been up$/)]);
    expect(scene.of('slack.message')[0]?.['plain']).toContain('Set up the missing tunnel');
  });
});

describe('an incident', () => {
  it('of a connection that is deleted closes with that reason', async () => {
    const scene = await shippedScene('connection-deleted');
    expect(scene.headlines).toEqual([expect.stringMatching(/the connection was deleted$/)]);
  });

  it('loses nothing and tells nothing twice while Slack limits, fails and falls silent', async () => {
    const scene = await shippedScene('slack-trouble');
    expect(scene.headlines).toEqual([expect.stringMatching(/^✅ Resolved/)]);
    const lines = scene.replies.split('\n');
    expect(new Set(lines).size).toBe(lines.length);
    expect(scene.replies).toContain('came back after the restart');
    expect(scene.of('sqs.dead-letter')).toEqual([]);
  });

  it('goes to the configured channel, edits and replies as well, where that of the tag takes no posts', async () => {
    const dead = loadScenario('dead-gateway');
    const tags = { 'tunnelkeeper:channel': 'C0ANNOUNCE1', 'tunnelkeeper:restart': 'off' };
    const connections = dead.estate.connections.map((connection) => ({ ...connection, tags }));
    const scene = await playToEnd({ ...dead, estate: { ...dead.estate, connections } });
    expect(scene.play.slack.messages('announcements')).toEqual([]);
    expect(scene.of('sqs.dead-letter')).toEqual([]);
    expect(scene.parents).toHaveLength(connections.length);
    expect(renderPlain(scene.parents[0] ?? expect.fail())).toContain(
      'C0ANNOUNCE1 refused this message (restricted_action): posted here instead',
    );
    expect(scene.of('slack.update').length).toBeGreaterThan(0);
  });

  it('stands once in the channel though Slack falls silent after it has taken the post', async () => {
    const dead = loadScenario('dead-gateway');
    const trouble = { method: 'chat.postMessage', when: 'after', answer: 'silence', times: 1 } as const;
    const scene = await playToEnd({ ...dead, steps: [{ at: 0, slackTrouble: trouble }, ...dead.steps] });
    const ofIncident = scene.headlines.filter((headline) => !headline.includes('· Tunnelkeeper ·'));
    expect(ofIncident).toHaveLength(dead.estate.connections.length);
    expect(scene.of('slack.update').length).toBeGreaterThan(0);
  });

  it('goes to an incoming webhook as posts, without threads and edits', async () => {
    const scene = await playToEnd('dpd-timeout-recovery', { slack: 'webhook' });
    expect(scene.of('slack.update')).toEqual([]);
    expect(scene.headlines[0]).toMatch(/^🟠 Warning/);
    expect(scene.headlines.some((headline) => headline.startsWith('✅ Resolved'))).toBe(true);
  });
});

describe('nothing', () => {
  it('is told of a quiet account', async () => {
    const scene = await shippedScene('quiet');
    expect(scene.parents).toEqual([]);
    expect(announced(scene)).toEqual([]);
    expect(scene.of('table.write').filter((entry) => String(entry['key']).includes('INCIDENT'))).toEqual([]);
  });
});

describe('the story', () => {
  it('ends with a recovery, a quiet notice and a missing redundancy', async () => {
    const scene = await shippedScene('story');
    expect(scene.headlines).toEqual([
      expect.stringMatching(/^✅ Resolved · frankfurt-primary/),
      expect.stringMatching(/^🔵 Info · dublin-backup/),
      expect.stringMatching(/^🟠 Warning · madrid-lab/),
    ]);
    expect(scene.of('function.error')).toEqual([]);
    expect(scene.of('access.denied')).toEqual([]);
  });

  it('is the same in every run', async () => {
    const [one, other] = [await shippedScene('story'), await playToEnd('story')];
    const told = (scene: typeof one) =>
      scene.play.journal.entries
        .filter(({ what }) => /^(slack|sns|tunnel|incident|health)\./.test(what))
        .map((entry) => JSON.stringify(entry));
    expect(told(one)).toEqual(told(other));
  });
});
