import { expect, it } from 'vitest';
import { targetInput } from '../../../../local/services/events/target-input.ts';
import type { RuleTarget } from '../../../../local/template/deployment.ts';

const event = {
  version: '0',
  id: 'e-1',
  'detail-type': 'Test',
  source: 'test',
  account: '1',
  time: '2026-11-24T12:00:00Z',
  region: 'eu-west-1',
  resources: ['r-0', 'r-1'],
  detail: { name: 'say "hi"', count: 3 },
} as const;
const rule = { arn: 'arn:rule', name: 'rule', ingestedAt: '2026-11-24T12:00:01Z' };
const target = (rest: Partial<RuleTarget>): RuleTarget => ({
  id: 't',
  arn: 'arn:aws:lambda:eu-west-1:1:function:f',
  roleArn: undefined,
  input: undefined,
  inputPath: undefined,
  inputTransformer: undefined,
  messageGroupId: undefined,
  maximumRetryAttempts: 0,
  maximumEventAgeMs: 0,
  deadLetterArn: undefined,
  ...rest,
});

it.each<[string, Partial<RuleTarget>, unknown]>([
  ['the event itself', {}, event],
  ['a constant', { input: '{"kind":"sweep"}' }, { kind: 'sweep' }],
  ['a part of the event', { inputPath: '$.detail.count' }, 3],
  ['an element of a list', { inputPath: '$.resources[1]' }, 'r-1'],
  [
    'a filled template',
    {
      inputTransformer: {
        pathsMap: { name: '$.detail.name', count: '$.detail.count', none: '$.detail.none' },
        template:
          '{"text": "<name> x<count>", "name": <name>, "count": <count>, "none": <none>, "rule": "<aws.events.rule-name>"}',
      },
    },
    { text: 'say "hi" x3', name: 'say "hi"', count: 3, none: null, rule: 'rule' },
  ],
  [
    'a template of plain text',
    { inputTransformer: { pathsMap: { name: '$.detail.count' }, template: '"It is <name>"' } },
    'It is 3',
  ],
  [
    'the whole event in a template',
    { inputTransformer: { pathsMap: {}, template: '{"event": <aws.events.event.json>}' } },
    { event },
  ],
])('a target receives %s', (_name, rest, expected) => {
  expect(targetInput(target(rest), event, rule)).toEqual(expected);
});
