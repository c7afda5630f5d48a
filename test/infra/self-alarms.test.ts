import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alarmRegistry, selfAlarmPrefix } from '../../infra/constructs/alarm-registry.ts';
import { tunnelAlarmPrefix } from '../../shared/contracts/alarm-name.ts';
import { runbookHeadings } from '../../shared/domain/message/console-links.ts';
import { type Properties, synthesized } from './synthesized.ts';

const app = synthesized();
const alarms = app.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
const [topic] = app.ofType('AWS::SNS::Topic');
const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
const articlesUnder = (title: string): readonly string[] =>
  (runbook.split(/^## /m).find((chapter) => chapter.startsWith(`${title}\n`)) ?? '').split(/^### /m).slice(1);
const articles = articlesUnder('Alarms');
const watched = alarms.map(({ Dimensions }) => {
  const [dimension] = Dimensions as readonly {
    readonly Value: { readonly 'Fn::GetAtt': readonly string[] };
  }[];
  return dimension?.Value['Fn::GetAtt'][0];
});

it('every alarm has an article in the runbook, and every article an alarm', () => {
  const headings = articles.map((article) => article.split('\n')[0]);
  expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual(
    headings.map((heading) => `${selfAlarmPrefix}${heading}`).sort(),
  );
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

it('every alarm of the registry is there once', () => {
  expect(new Set(alarms.map(({ AlarmName }) => AlarmName)).size).toBe(Object.keys(alarmRegistry).length);
});

it('every dead-letter queue has its alarm', () => {
  const redrive = ({ properties }: { readonly properties: Properties }) => properties['RedrivePolicy'];
  const dead = app.ofType('AWS::SQS::Queue').filter((queue) => redrive(queue) === undefined);
  expect([...watched].sort()).toEqual(dead.map(({ logicalId }) => logicalId).sort());
});

describe.each(alarms.map((alarm) => [String(alarm['AlarmName']), alarm] as const))('%s', (name, alarm) => {
  it('fires on the first message and goes out over SNS', () => {
    expect(alarm).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Statistic: 'Maximum',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      Period: 60,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
      AlarmActions: [{ Ref: topic?.logicalId }],
    });
  });

  it('is no alarm about a tunnel', () => {
    expect(name.startsWith(tunnelAlarmPrefix)).toBe(false);
  });

  it('says how bad it is and where its article is', () => {
    const article = name.slice(selfAlarmPrefix.length);
    expect(alarm['AlarmDescription']).toMatch(/^\[(?:critical|warning)\] \S.+\. Runbook: docs\/runbook\.md#/);
    expect(String(alarm['AlarmDescription']).endsWith(`#${article}`)).toBe(true);
  });
});

it('with a runbook of your own, alarms lead there', () => {
  const [alarm] = synthesized({ runbookUrl: 'https://wiki.example.com/runbook' }).ofType(
    'AWS::CloudWatch::Alarm',
  );
  expect(alarm?.properties['AlarmDescription']).toContain('Runbook: https://wiki.example.com/runbook#');
});
