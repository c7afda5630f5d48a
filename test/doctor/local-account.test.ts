import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsInUse } from '../../doctor/aws/reading-only.ts';
import { type Play, type PlayOptions, plantedBotToken, playScenario } from '../../local/account/play.ts';
import type { CallFault } from '../../local/contract.ts';
import type { Scenario } from '../../local/scenario/format/scenario.ts';
import { settings as settingsFormat } from '../../local/scenario/format/settings.ts';
import { loadScenario } from '../../local/scenario/load.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { minutesMs } from '../../shared/domain/time.ts';
import { assemblyDirectory } from '../assembly.ts';
import { type JsonFinding, type JsonReport, readReport, runDoctor } from './run.ts';

const connectionId = 'vpn-0f2a3b4c5d6e7f801';

/** An account that has run for long enough to have its alarms. */
const open = async (scenario: Scenario, options: Partial<PlayOptions> = {}): Promise<Play> => {
  const play = await playScenario(scenario, { assemblyDirectory, ...options });
  await play.clock.run({ until: play.clock.now() + minutesMs(16) });
  return play;
};

const examine = async (play: Play, ...argv: readonly string[]): Promise<JsonReport> =>
  readReport(await runDoctor(['--endpoint-url', play.endpointUrl, '--json', ...argv]));

const of = ({ findings }: JsonReport, check: string): readonly JsonFinding[] =>
  findings.filter((finding) => finding.check === check);

const allFailed = ({ findings }: JsonReport): readonly string[] =>
  findings.filter(({ status }) => status === 'failed').map(({ check }) => check);

const statusesOf = (report: JsonReport): Readonly<Record<string, string>> =>
  Object.fromEntries(report.findings.map(({ check, status }) => [check, status]));

describe('the doctor on an account where all is well', () => {
  let play: Play;
  beforeAll(async () => {
    play = await open(loadScenario('quiet'));
  });
  afterAll(() => play.close());

  it('finds nothing to be mended', async () => {
    const report = await examine(play);
    expect(allFailed(report)).toEqual([]);
    expect(report).toMatchObject({
      format: 'tunnelkeeper/doctor/1',
      version: packageJson.version,
      accountId: '111122223333',
      exitCode: 0,
      counts: { failed: 0 },
    });
    expect(Date.parse(report.at)).toBeGreaterThanOrEqual(play.clock.now());
    expect(statusesOf(report)).toEqual({
      credentials: 'passed',
      // Slack is the only way to hear of an outage.
      configuration: 'skipped',
      'support-plan': 'passed',
      'slack-secret': 'passed',
      'slack-token': 'passed',
      'slack-scopes': 'passed',
      'slack-channel': 'passed',
      region: 'passed',
      deployment: 'passed',
      connections: 'passed',
      tags: 'passed',
      alarms: 'passed',
      metrics: 'passed',
      logging: 'skipped',
      trail: 'passed',
    });
  });

  it('is read by people as lines with a status, and shows no secret', async () => {
    const { exitCode, text } = await runDoctor(['--endpoint-url', play.endpointUrl]);
    expect(exitCode).toBe(0);
    expect(text).toContain('  passed   secret         tunnelkeeper/slack holds a bot token');
    expect(text.split('\n').at(-1)).toMatch(/^\d+ passed, 0 failed, 2 skipped$/);
    expect(text).toMatch(/^ {2}skipped {2}configuration +Slack is the only way/m);
    expect(text).not.toContain(plantedBotToken);
    expect(text).not.toContain('\u001b');
  });

  it('asks AWS for exactly what docs/doctor.md grants, changes nothing and posts nothing', async () => {
    const before = play.journal.entries.length;
    await examine(play);
    const entries = play.journal.entries.slice(before);
    const operations = entries
      .filter(({ what }) => what === 'call')
      .map(
        (entry) =>
          `${entry['service'] === 'monitoring' ? 'cloudwatch' : entry['service']}:${entry['operation']}`,
      );
    const here = new Set(actionsInUse as readonly string[]);
    expect(operations.filter((operation) => !here.has(operation))).toEqual([]);
    // Only asked where something is wrong, or where AWS Health has something to tell.
    const notHere = ['cloudwatch:GetMetricData', 'health:DescribeEventDetails'];
    expect(actionsInUse.filter((action) => !operations.includes(action))).toEqual(notHere);
    expect(entries.map(({ what }) => what).filter((what) => what !== 'call')).toEqual([]);
  });
});

describe('the policy in docs/doctor.md', () => {
  it('allows what the doctor asks for, and nothing else', () => {
    const page = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8');
    const policy = JSON.parse(/```json\n(\{\s*"Version"[\s\S]*?)```/.exec(page)?.[1] ?? '') as {
      readonly Statement: readonly { readonly Action: readonly string[] }[];
    };
    const allowed = policy.Statement.flatMap(({ Action }) => Action);
    expect(allowed.toSorted()).toEqual(
      actionsInUse.filter((action) => !action.startsWith('sts:')).toSorted(),
    );
  });
});

const withSettings = (settings: object, tags: object = {}): Scenario => {
  const quiet = loadScenario('quiet');
  return {
    ...quiet,
    settings: settingsFormat.parse(settings),
    estate: {
      ...quiet.estate,
      connections: quiet.estate.connections.map((connection) => ({
        ...connection,
        tags: { ...connection.tags, ...tags },
      })),
    },
  } as Scenario;
};

/** One account for each thing that may be wrong. */
const inTrouble = async (
  scenario: Scenario,
  look: (report: JsonReport, play: Play) => void | Promise<void>,
  {
    slack,
    prepare,
    argv = [],
  }: {
    readonly slack?: PlayOptions['slack'];
    readonly prepare?: (play: Play) => void;
    readonly argv?: readonly string[];
  } = {},
): Promise<void> => {
  const play = await playScenario(scenario, {
    assemblyDirectory,
    ...(slack && { slack }),
  });
  try {
    prepare?.(play);
    await look(await examine(play, ...argv), play);
  } finally {
    await play.close();
  }
};

describe('the doctor where something is wrong', () => {
  it('names a secret that is missing, and does not guess at what rests on it', () =>
    inTrouble(
      loadScenario('quiet'),
      (report) => {
        expect(report.exitCode).toBe(1);
        expect(of(report, 'slack-secret')).toMatchObject([
          { status: 'failed', says: 'there is no secret "tunnelkeeper/slack" in us-east-1' },
        ]);
        expect(of(report, 'slack-secret')[0]?.todo.at(-1)).toBe(
          'aws secretsmanager create-secret --name tunnelkeeper/slack --region us-east-1 --secret-string "$SLACK_SECRET"',
        );
        for (const check of ['slack-token', 'slack-scopes', 'slack-channel']) {
          expect(of(report, check)).toMatchObject([{ status: 'skipped', says: 'there is no token' }]);
        }
        expect(of(report, 'connections')[0]?.status).toBe('passed');
      },
      { slack: 'missing' },
    ));

  it('does not post to a webhook to find out whether it works', () =>
    inTrouble(
      loadScenario('quiet'),
      (report, play) => {
        expect(of(report, 'slack-secret')).toMatchObject([
          { status: 'passed', says: 'tunnelkeeper/slack holds the address of an incoming webhook' },
        ]);
        expect(of(report, 'slack-token')[0]?.status).toBe('skipped');
        expect(play.journal.of('slack.message')).toEqual([]);
      },
      { slack: 'webhook' },
    ));

  it('names channels that the bot is not in, and that do not exist', () =>
    inTrouble(withSettings({}, { 'tunnelkeeper:channel': 'C0NOTINVITE' }), (report) => {
      expect(of(report, 'slack-channel')).toMatchObject([
        { status: 'passed', says: 'the bot is in #vpn-alerts' },
        {
          status: 'failed',
          says: 'the bot is not in #not-invited',
          todo: ['In the channel: /invite @tunnelkeeper.'],
        },
      ]);
    }));

  it('names a scope that the token lacks', () =>
    inTrouble(withSettings({ slackScopes: ['chat:write'] }), (report) => {
      expect(of(report, 'slack-scopes')[0]).toMatchObject({
        status: 'failed',
        says: 'without files:write there are no charts',
      });
      expect(of(report, 'slack-channel')[0]).toMatchObject({
        status: 'skipped',
        says: 'channels cannot be looked up without the scope channels:read',
      });
    }));

  it('names a tag with an unknown value, and falls back to the policy', () =>
    inTrouble(withSettings({}, { 'tunnelkeeper:restart': 'maybe' }), (report) => {
      expect(of(report, 'tags')[0]).toMatchObject({
        status: 'failed',
        connectionId,
        says: expect.stringContaining(
          'the tag tunnelkeeper:restart has the unknown value "maybe", so the policy holds',
        ),
        todo: ['Set tunnelkeeper:restart to on or off, or remove it.'],
      });
      expect(of(report, 'connections')[0]?.says).toContain('healthy; a fallen tunnel may be restarted');
    }));

  it('says what an account without a support plan and without a trail goes without', () =>
    inTrouble(withSettings({ supportPlan: 'basic', trail: 'none' }), (report) => {
      expect(of(report, 'support-plan')[0]?.status).toBe('skipped');
      expect(of(report, 'trail')[0]).toMatchObject({ status: 'skipped', says: 'there is no trail' });
    }));

  const silentEc2: CallFault = {
    service: 'ec2',
    operation: '*',
    when: 'before',
    failure: { kind: 'error', code: 'UnauthorizedOperation', statusCode: 403 },
  };

  it('names a region that fails, while the others are looked at', () =>
    inTrouble(
      loadScenario('quiet'),
      (report) => {
        const there = report.findings.filter(({ region }) => region === 'eu-west-1');
        expect(there[0]).toMatchObject({
          check: 'region',
          status: 'failed',
          says: 'DescribeRegions is not allowed for these credentials',
          todo: ['Give these credentials the read-only policy of docs/doctor.md.'],
        });
        expect(new Set(there.slice(1).map(({ status, says }) => `${status}: ${says}`))).toEqual(
          new Set(['skipped: the region does not answer']),
        );
        expect(of(report, 'connections')[0]).toMatchObject({ status: 'passed', region: 'us-east-1' });
      },
      {
        argv: ['--region', 'us-east-1', '--region', 'eu-west-1'],
        prepare: ({ faults }) => {
          for (let count = 0; count < 4; count += 1) faults.add({ ...silentEc2, region: 'eu-west-1' });
        },
      },
    ));

  it('names regions that do not exist or are not enabled, and where nothing is deployed', () =>
    inTrouble(
      loadScenario('quiet'),
      (report) => {
        expect(of(report, 'region')).toMatchObject([
          {
            region: 'eu-west-9',
            status: 'failed',
            says: 'there is no region "eu-west-9"',
            todo: [expect.stringMatching(/^Did you mean "eu-west-\d"\? Correct "--region", or "regions"/)],
          },
          { region: 'me-south-1', status: 'failed', says: 'not enabled for this account' },
          { region: 'eu-west-2', status: 'passed' },
        ]);
        expect(of(report, 'deployment')).toMatchObject([
          { region: 'us-east-1', status: 'passed' },
          { region: 'eu-west-9', status: 'skipped' },
          { region: 'me-south-1', status: 'skipped' },
          {
            region: 'eu-west-2',
            status: 'failed',
            says: 'not deployed: there is no stack Tunnelkeeper-eu-west-2',
            todo: ['npm run deploy'],
          },
        ]);
      },
      { argv: ['--region', 'eu-west-9', '--region', 'me-south-1', '--region', 'eu-west-2'] },
    ));

  it('says of a connection that is down since when, and why it is not restarted', async () => {
    const play = await playScenario(loadScenario('dead-line'), {
      assemblyDirectory,
    });
    try {
      await play.clock.run({ until: play.clock.now() + minutesMs(5) });
      const report = await examine(play);
      const down = of(report, 'connections').filter(({ status }) => status === 'failed');
      expect(down.length).toBeGreaterThan(0);
      expect(down[0]?.todo.join('\n')).toMatch(/: down since 03:0\d UTC/);
      expect(down[0]?.todo.join('\n')).toMatch(
        /is not restarted( yet)?: .* \([a-z-]+\)|a restart is allowed now/,
      );
    } finally {
      await play.close();
    }
  });

  it('sees an outage in a region that nobody has named', async () => {
    const play = await playScenario(loadScenario('region-found'), { assemblyDirectory });
    try {
      await play.clock.run({ until: play.clock.now() + minutesMs(7) });
      const { findings, exitCode } = await examine(play);
      expect(exitCode).toBe(1);
      const [down, ...others] = findings.filter(({ status }) => status === 'failed');
      expect(down).toMatchObject({ check: 'connections', region: 'eu-central-1' });
      expect(down?.says).toMatch(/^frankfurt-primary .*no traffic flows$/);
      expect(others).toEqual([]);
      expect(
        findings.find(({ check, region }) => check === 'alarms' && region === 'eu-central-1'),
      ).toMatchObject({ status: 'skipped', says: expect.stringContaining('name the region in "regions"') });
    } finally {
      await play.close();
    }
  });
});
