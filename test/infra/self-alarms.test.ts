import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { selfAlarmPrefix, tunnelAlarmPrefix } from '../../shared/contracts/alarm-name.ts';
import { parseSelfAlarmName, selfAlarmArticles } from '../../shared/contracts/self-alarm.ts';
import { runbookHeadings } from '../../shared/domain/message/console-links.ts';
import { type Properties, type Synthesized, synthesized, synthesizedStacks } from './synthesized.ts';

const { hub: app, spokes } = synthesizedStacks({ regions: ['us-east-1', 'eu-central-1'] });
const alarmsOf = (stack: Synthesized) =>
  stack.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
const alarms = alarmsOf(app);
const ofSpokes = spokes.flatMap(alarmsOf);
const named = alarms.map((alarm) => [String(alarm['AlarmName']), alarm] as const);
const [topic] = app.ofType('AWS::SNS::Topic');
const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
const articlesUnder = (title: string): readonly string[] =>
  (runbook.split(/^## /m).find((chapter) => chapter.startsWith(`${title}\n`)) ?? '').split(/^### /m).slice(1);
const articles = articlesUnder('Alarms');
const articleOf = (name: string) => name.slice(selfAlarmPrefix.length).split('/')[0];
const alarmsOn = (metricName: string) => alarms.filter(({ MetricName }) => MetricName === metricName);
const watchedBy = ({ Dimensions }: Properties, dimension: string): string | undefined => {
  type Dimension = {
    readonly Name: string;
    readonly Value: { readonly Ref?: string; readonly 'Fn::GetAtt'?: readonly string[] };
  };
  const value = (Dimensions as readonly Dimension[]).find(({ Name }) => Name === dimension)?.Value;
  return value?.Ref ?? value?.['Fn::GetAtt']?.[0];
};
const queues = app.ofType('AWS::SQS::Queue');
const isDead = ({ properties }: (typeof queues)[number]) => properties['RedrivePolicy'] === undefined;
const idsOf = (resources: readonly { readonly logicalId: string }[]) =>
  resources.map(({ logicalId }) => logicalId).sort();

it('every alarm has an article in the runbook, and every article an alarm', () => {
  const headings = articles.map((article) => article.split('\n')[0]);
  const names = [...alarms, ...ofSpokes].map(({ AlarmName }) => String(AlarmName));
  const needed = [...new Set(names.map(articleOf))];
  expect(needed.sort()).toEqual(headings.sort());
  expect(needed.sort()).toEqual([...selfAlarmArticles].sort());
});

it('every page of the runbook that a message links to is there, and no other', () => {
  const headings = articlesUnder('Messages').map((article) => article.split('\n')[0]);
  expect(headings.sort()).toEqual([...runbookHeadings].sort());
});

it.each([...articles, ...articlesUnder('Messages')])(
  'article %#: description, investigation, resolution',
  (article) => {
    expect([...article.matchAll(/^\*\*(?<part>\w+)\.\*\*/gm)].map(({ groups }) => groups?.['part'])).toEqual([
      'Description',
      'Investigation',
      'Resolution',
    ]);
  },
);

it('no two alarms have the same name', () => {
  expect(new Set(named.map(([name]) => name)).size).toBe(named.length);
});

describe('there is an alarm', () => {
  it('on every dead-letter queue, as soon as it holds a message', () => {
    const watching = alarmsOn('ApproximateNumberOfMessagesVisible');
    expect(watching.map((alarm) => watchedBy(alarm, 'QueueName')).sort()).toEqual(
      idsOf(queues.filter(isDead)),
    );
    for (const alarm of watching) {
      expect(alarm).toMatchObject({ Statistic: 'Maximum', Threshold: 1, Period: 60, EvaluationPeriods: 1 });
    }
  });

  it('on the dead-letter queue of a spoke, without an action, since no topic of another region takes one', () => {
    const [queue] = spokes.flatMap((spoke) => spoke.ofType('AWS::SQS::Queue'));
    const [alarm, ...others] = ofSpokes;
    expect(others).toEqual([]);
    expect(alarm && watchedBy(alarm, 'QueueName')).toBe(queue?.logicalId);
    expect(alarm).toMatchObject({ Threshold: 1, Period: 60, EvaluationPeriods: 1 });
    expect(alarm?.['AlarmActions']).toBeUndefined();
  });

  it('on the age of the oldest message of every other queue', () => {
    const watching = alarmsOn('ApproximateAgeOfOldestMessage');
    expect(watching.map((alarm) => watchedBy(alarm, 'QueueName')).sort()).toEqual(
      idsOf(queues.filter((queue) => !isDead(queue))),
    );
    for (const alarm of watching) {
      expect(alarm).toMatchObject({ Statistic: 'Maximum', Period: 60, EvaluationPeriods: 1 });
      expect(alarm['Threshold']).toBeGreaterThanOrEqual(600);
    }
  });

  it('on each further message of a dead-letter queue whose messages may be an outage nobody has read of', () => {
    const again = alarmsOn('NumberOfMessagesSent');
    expect(again.map(({ AlarmName }) => String(AlarmName)).sort()).toEqual([
      'tunnelkeeper/self/failed-events/again',
      'tunnelkeeper/self/undelivered-announcements/again',
      'tunnelkeeper/self/undelivered-events/again',
      'tunnelkeeper/self/undelivered-slack-messages/again',
    ]);
    for (const alarm of again) expect(alarm).toMatchObject({ Statistic: 'Sum', Threshold: 1, Period: 60 });
  });

  it('on the errors of every function', () => {
    expect(
      alarmsOn('Errors')
        .map((alarm) => watchedBy(alarm, 'FunctionName'))
        .sort(),
    ).toEqual(idsOf(app.ofType('AWS::Lambda::Function')));
  });

  it('on the absence of sweeps', () => {
    expect(alarmsOn('SweptConnections')).toEqual([
      expect.objectContaining({
        Namespace: 'Tunnelkeeper',
        Dimensions: [{ Name: 'service', Value: 'tunnelkeeper' }],
        Statistic: 'SampleCount',
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
        Period: 60,
        EvaluationPeriods: 5,
        TreatMissingData: 'missing',
      }),
    ]);
  });

  it('on what Slack refuses: until it is taken again, however long nothing is tried, and for each that is new', () => {
    const by = (outcome: string) =>
      alarmsOn('Deliveries').filter(({ Dimensions }) => JSON.stringify(Dimensions).includes(`"${outcome}"`));
    expect(by('refused')).toEqual([
      expect.objectContaining({
        AlarmName: 'tunnelkeeper/self/refused-slack-messages',
        Statistic: 'Minimum',
        Threshold: 1,
        Period: 60,
        EvaluationPeriods: 1,
        TreatMissingData: 'ignore',
      }),
    ]);
    expect(by('newly-refused')).toEqual([
      expect.objectContaining({
        AlarmName: 'tunnelkeeper/self/refused-slack-messages/again',
        Statistic: 'Sum',
        Threshold: 1,
        Period: 60,
        EvaluationPeriods: 1,
      }),
    ]);
  });

  it('on news that waits, and on restarts that AWS refuses, not on those that bring nothing', () => {
    expect(alarmsOn('OverdueAnnouncements')).toHaveLength(1);
    expect(
      alarmsOn('Restarts').map(({ Dimensions }) => (Dimensions as readonly { Value: string }[])[0]?.Value),
    ).toEqual(['rejected']);
  });
});

describe.each(named)('%s', (name, alarm) => {
  it('goes out over SNS, and so does its end; on missing data only where silence is the fault', () => {
    const actions = [{ Ref: topic?.logicalId }];
    const silenceIsTheFault = articleOf(name) === 'no-sweep';
    expect(alarm['AlarmActions']).toEqual(actions);
    expect(alarm['OKActions']).toEqual(name.endsWith('/again') ? undefined : actions);
    expect(alarm['InsufficientDataActions']).toEqual(silenceIsTheFault ? actions : undefined);
  });

  it('is raised by no first deployment: none counts missing data as a breach', () => {
    const expected = { 'no-sweep': 'missing', 'refused-slack-messages': 'ignore' };
    const key = name.slice(selfAlarmPrefix.length) as keyof typeof expected;
    expect(alarm['TreatMissingData']).toBe(expected[key] ?? 'notBreaching');
  });

  it('is known by its name to whoever tells of it', () => {
    expect(parseSelfAlarmName(name)?.article).toBe(articleOf(name));
  });

  it('is no alarm about a tunnel', () => {
    expect(name.startsWith(tunnelAlarmPrefix)).toBe(false);
  });

  it('says how bad it is and where its article is', () => {
    expect(alarm['AlarmDescription']).toMatch(/^\[(?:critical|warning)\] \S.+\. Runbook: docs\/runbook\.md#/);
    expect(String(alarm['AlarmDescription']).endsWith(`#${articleOf(name)}`)).toBe(true);
  });
});

it('with a runbook of your own, alarms lead there', () => {
  const [alarm] = synthesized({ runbookUrl: 'https://wiki.example.com/runbook' }).ofType(
    'AWS::CloudWatch::Alarm',
  );
  expect(alarm?.properties['AlarmDescription']).toContain('Runbook: https://wiki.example.com/runbook#');
});

it('the README counts the alarms of a deployment in one region', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const { length } = synthesized().ofType('AWS::CloudWatch::Alarm');
  expect(readme).toContain(`| alarms on itself | ${length} × 0.10 | ${(length / 10).toFixed(2)} |`);
});
