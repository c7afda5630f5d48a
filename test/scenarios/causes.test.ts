import { beforeAll, describe, expect, it } from 'vitest';
import type { CauseName, Incident } from '../../shared/domain/incident.ts';
import { leadingCause } from '../../shared/domain/message/leading-cause.ts';
import { playToEnd, type Scene } from './scene.ts';
import { partOf, sideBySide } from './side-by-side.ts';

type Case = readonly [
  scenario: string,
  cause: CauseName,
  /** What its line says, and what is asked of a person. */
  line: RegExp | undefined,
  todo: RegExp,
  restart: 'restarted' | 'not restarted' | 'left to people',
];

/** Outages first: they are told at once, one tunnel after two minutes. */
const cases: readonly Case[] = [
  ['dead-line', 'dead-peer', /DPD timed out after 3 retransmits/, /line are up: power/, 'left to people'],
  ['bgp-prefix-limit', 'bgp-prefix-limit', /received 1204 prefixes/, /Announce fewer/, 'not restarted'],
  [
    'bgp-wrong-asn',
    'bgp-wrong-asn',
    /remote AS is 65011, expected 65010/,
    /Compare the local AS/,
    'not restarted',
  ],
  [
    'bgp-as-loop',
    'bgp-as-loop',
    /as-path contains our own AS/,
    /Do not announce routes back/,
    'not restarted',
  ],
  ['bgp-next-hop', 'bgp-next-hop', /non-connected next-hop/, /next-hop-self/, 'not restarted'],
  ['wrong-key', 'pre-shared-key', /pre-shared key mismatch/, /Compare the key/, 'not restarted'],
  ['authentication', 'authentication', /AUTHENTICATION_FAILED/, /IKE identity/, 'not restarted'],
  [
    'wrong-proposal',
    'proposal-phase-1',
    /No Proposal Match Found by AWS/,
    /phase 1 combination/,
    'not restarted',
  ],
  ['wrong-proposal-phase-2', 'proposal-phase-2', /"No proposal chosen"/, /ESP combination/, 'not restarted'],
  ['traffic-selectors', 'traffic-selectors', /TS_UNACCEPTABLE/, /encryption domain/, 'not restarted'],
  ['deleted-ike-sa-explained', 'ike-sa-deleted', /DELETE for IKE_SA/, /idle time-out/, 'restarted'],
  ['child-sa-deleted', 'child-sa-deleted', /DELETE for Phase 2 SA/, /PFS group/, 'restarted'],
  [
    'rekey-collision',
    'rekey-collision',
    /\(CHILD_REKEY\) collision/,
    /Let one side rekey first/,
    'restarted',
  ],
  ['no-negotiation', 'no-negotiation', undefined, /Start IKE from the customer gateway/, 'restarted'],
  [
    'bgp-administrative-shutdown',
    'bgp-administrative-shutdown',
    /6\/2 \(Cease\/Administrative Shutdown\)/,
    /Ask who shut the neighbour down/,
    'not restarted',
  ],
  ['bgp-hold-timer', 'bgp-hold-timer', /Hold Timer Expired/, /packet loss inside/, 'not restarted'],
  ['bgp-no-tcp', 'bgp-no-tcp', /from Connect to Active/, /port 179/, 'not restarted'],
  ['bgp-routes-withdrawn', 'bgp-routes-withdrawn', /WITHDRAWN/, /filter or a route map/, 'not restarted'],
];

const names = cases.map(([name]) => name);

/** A line of a log that says too much. */
const secret = 'S3cret-of-the-night';
const hostileLine = JSON.stringify({
  details: `AWS tunnel detected a pre-shared key mismatch with cgw: 198.51.100.20, psk=${secret}`,
  ike_phase1_state: 'down',
  ike_phase2_state: 'down',
});

let scene: Scene;
let incidents: readonly Incident[];

beforeAll(async () => {
  scene = await playToEnd(
    sideBySide(names, 9),
    {},
    async (play) => {
      const rows = await Promise.all(
        play.deployment.tables.map(({ name, region }) => play.dynamoDb.items(name, region)),
      );
      return rows.flat();
    },
    (play) => {
      const { connectionId, outsideIps, beginsMs } = partOf(names, 'wrong-key');
      const at = play.clock.now() + beginsMs;
      play.clock.at(at, 'a hostile line', () =>
        play.logs.write({
          region: 'us-east-1',
          logGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/vpn/frankfurt:*',
          streamName: `${connectionId}_${outsideIps[0]}-IKE.log`,
          at,
          message: hostileLine,
        }),
      );
    },
  );
  incidents = (scene.atEnd as readonly { sk: string; body: string }[])
    .filter(({ sk }) => sk.startsWith('INCIDENT#'))
    .map(({ body }) => JSON.parse(body) as Incident);
});

/** Everything that Slack has shown as the message of one connection, oldest first. */
const shown = (name: string): readonly string[] =>
  [...scene.of('slack.message'), ...scene.of('slack.update')]
    .toSorted((one, other) => one.at - other.at)
    .map((entry) => String(entry['plain']))
    .filter((plain) => plain.split('\n')[0]?.includes(`· ${name} (vpn-`));

const incidentOf = (name: string): Incident => {
  const found = incidents.find(({ connectionName }) => connectionName === name);
  if (!found) throw new Error(`no incident of ${name}`);
  return found;
};

describe.each(cases)('%s', (name, cause, line, todo, restart) => {
  const part = partOf(names, name);

  it(`is explained by ${cause}, with its line, its time and what to do`, () => {
    const found = leadingCause(incidentOf(name));
    expect(found?.name).toBe(cause);
    const [explained = ''] = shown(name).filter((plain) =>
      plain.includes(`\n${found?.explained?.sentence}\n`),
    );
    expect(explained).toMatch(/^(🔴 Critical|🟠 Warning) · /u);
    expect(explained).toMatch(todo);
    if (line === undefined) return;
    expect(explained).toMatch(line);
    const [, at = ''] = /^`(03:\d\d:\d\d) UTC /mu.exec(explained) ?? [];
    const sinceBeginMs = Date.parse(`2026-03-02T${at}Z`) - scene.startsAt - part.beginsMs;
    expect(sinceBeginMs).toBeGreaterThanOrEqual(0);
    expect(sinceBeginMs).toBeLessThanOrEqual(120_000);
  });

  it(`is ${restart}`, () => {
    const restarts = scene
      .of('tunnel.restart')
      .filter((entry) => entry['connectionId'] === part.connectionId);
    const withheld = incidentOf(name).course.filter(({ kind }) => kind === 'withheld');
    const isBeyondRestart = withheld.some(({ detail }) => detail === 'cause-not-fixable');
    expect(restarts.length > 0).toBe(restart === 'restarted');
    expect(isBeyondRestart).toBe(restart === 'not restarted');
  });
});

describe('a night of many causes', () => {
  it('is told without an error, a refused call, a call that is not modelled, or a lost message', () => {
    for (const what of ['function.error', 'access.denied', 'call.unsupported', 'sqs.dead-letter']) {
      expect(scene.of(what)).toEqual([]);
    }
    expect(incidents).toHaveLength(names.length);
  });

  it('shows each chart in the thread of its message', () => {
    const files = scene.play.slack.files('vpn-alerts');
    const threads = new Set(scene.parents.map(({ ts }) => ts));
    expect(files).toHaveLength(names.length);
    for (const { threadTs, bytes } of files) {
      expect(threads).toContain(threadTs);
      expect(Buffer.from(bytes).subarray(1, 4).toString()).toBe('PNG');
    }
  });

  it('masks a key that stands in a log', () => {
    const plain = shown('wrong-key').join('\n');
    expect(plain).toContain('psk=•••');
    const rows = JSON.stringify(scene.atEnd);
    const told = JSON.stringify(
      scene.play.journal.entries.filter(({ what }) => /^(slack|sns|sqs|function)\./.test(what)),
    );
    for (const kept of [plain, rows, told]) expect(kept).not.toContain(secret);
  });
});
