import { describe, expect, it } from 'vitest';
import type { CallContext, Principal } from '../../../local/contract.ts';
import { createAuthorize } from '../../../local/iam/authorize.ts';
import { type AccessRequest, evaluate } from '../../../local/iam/evaluate.ts';
import type { PolicyStatement } from '../../../local/iam/policy-document.ts';

const roleArn = 'arn:aws:iam::111122223333:role/sweep';
const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/incidents';

const decide = (statements: PolicyStatement[], request: Partial<AccessRequest> = {}) =>
  evaluate([{ name: 'p', document: { Statement: statements } }], {
    action: 'dynamodb:GetItem',
    resource: table,
    ...request,
  }).effect;

const allow = (rest: Partial<PolicyStatement>): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: table,
  ...rest,
});

describe('identity policies', () => {
  it.each<[string, PolicyStatement[], string]>([
    ['the exact action and resource', [allow({})], 'allow'],
    ['an action in another case', [allow({ Action: 'DynamoDB:getitem' })], 'allow'],
    ['an action with a wildcard', [allow({ Action: ['s3:*', 'dynamodb:Get*'] })], 'allow'],
    ['another action', [allow({ Action: 'dynamodb:PutItem' })], 'none'],
    ['a resource with a wildcard', [allow({ Resource: `${table.slice(0, -3)}*` })], 'allow'],
    ['a question mark for one character', [allow({ Resource: `${table.slice(0, -1)}?` })], 'allow'],
    ['a resource below the one asked for', [allow({ Resource: `${table}/index/*` })], 'none'],
    ['every action but others', [allow({ Action: undefined as never, NotAction: 'ec2:*' })], 'allow'],
    ['every action but this', [allow({ Action: undefined as never, NotAction: 'dynamodb:*' })], 'none'],
    ['every resource but this', [allow({ Resource: undefined as never, NotResource: table })], 'none'],
    ['a denial beside a permission', [allow({}), { ...allow({}), Effect: 'Deny' }], 'deny'],
    ['no statement', [], 'none'],
  ])('decide by %s', (_name, statements, effect) => {
    const defined = statements.map((statement) => JSON.parse(JSON.stringify(statement)) as PolicyStatement);
    expect(decide(defined)).toBe(effect);
  });
});

describe('conditions', () => {
  it.each<[string, PolicyStatement['Condition'], Record<string, string | string[]>, boolean]>([
    [
      'StringEquals holds',
      { StringEquals: { 'aws:SourceAccount': '1' } },
      { 'aws:sourceaccount': '1' },
      true,
    ],
    ['StringEquals of any', { StringEquals: { k: ['a', 'b'] } }, { k: 'b' }, true],
    ['StringEquals without the key', { StringEquals: { k: 'a' } }, {}, false],
    ['StringNotEquals without the key', { StringNotEquals: { k: 'a' } }, {}, true],
    ['StringEqualsIfExists without the key', { StringEqualsIfExists: { k: 'a' } }, {}, true],
    ['StringLike', { StringLike: { k: 'AWS/*' } }, { k: 'AWS/VPN' }, true],
    ['StringNotLike', { StringNotLike: { k: 'AWS/*' } }, { k: 'AWS/VPN' }, false],
    ['ArnLike', { ArnLike: { k: 'arn:aws:events:*:*:rule/a*' } }, { k: 'arn:aws:events:r:1:rule/ab' }, true],
    [
      'ArnLike does not span parts',
      { ArnLike: { k: 'arn:aws:*:rule/ab' } },
      { k: 'arn:aws:events:r:1:rule/ab' },
      false,
    ],
    ['ArnEquals', { ArnEquals: { k: 'arn:aws:sns:r:1:t' } }, { k: 'arn:aws:sns:r:1:u' }, false],
    ['Bool', { Bool: { 'aws:SecureTransport': 'false' } }, { 'aws:SecureTransport': 'true' }, false],
    ['Null asks for absence', { Null: { k: 'true' } }, {}, true],
    ['Null asks for presence', { Null: { k: false } }, { k: 'x' }, true],
    ['NumericLessThan', { NumericLessThan: { k: '5' } }, { k: '4' }, true],
    ['ForAllValues', { 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'c'] }, false],
    ['ForAllValues without the key', { 'ForAllValues:StringEquals': { k: ['a'] } }, {}, true],
    ['ForAnyValue', { 'ForAnyValue:StringEquals': { k: ['a'] } }, { k: ['c', 'a'] }, true],
    ['all conditions together', { StringEquals: { k: 'a', l: 'b' } }, { k: 'a', l: 'c' }, false],
  ])('%s', (_name, Condition, conditions, holds) => {
    expect(decide([allow({ Condition: Condition ?? {} })], { conditions })).toBe(holds ? 'allow' : 'none');
  });

  it('name an operator that is not modelled', () => {
    expect(() =>
      decide([allow({ Condition: { DateLessThan: { k: '1' } } })], { conditions: { k: '1' } }),
    ).toThrow('Condition operator "DateLessThan" is not modelled');
  });
});

describe('resource policies', () => {
  const events = { kind: 'service', name: 'events.amazonaws.com' } as const;
  it.each<[string, PolicyStatement['Principal'], boolean]>([
    ['the service', { Service: 'events.amazonaws.com' }, true],
    ['another service', { Service: ['sns.amazonaws.com'] }, false],
    ['everyone', '*', true],
    ['an account only', { AWS: 'arn:aws:iam::111122223333:root' }, false],
    ['nobody', undefined, false],
  ])('that name %s', (_name, Principal, admitted) => {
    const statement = Principal === undefined ? allow({}) : allow({ Principal });
    expect(decide([statement], { caller: events })).toBe(admitted ? 'allow' : 'none');
  });

  it('admit a role by its ARN or its account', () => {
    const caller = { kind: 'role', arn: roleArn, accountId: '111122223333' } as const;
    for (const named of [roleArn, '111122223333', 'arn:aws:iam::111122223333:root', '*']) {
      expect(decide([allow({ Principal: { AWS: named } })], { caller })).toBe('allow');
    }
    expect(decide([allow({ Principal: { AWS: `${roleArn}x` } })], { caller })).toBe('none');
  });
});

describe('a call of a function', () => {
  const principal: Principal = { kind: 'function', functionName: 'sweep', roleArn };
  const context: CallContext = {
    region: 'eu-west-1',
    accountId: '111122223333',
    partition: 'aws',
    principal,
    requestId: 'r',
  };
  const authorize = createAuthorize([
    { roleArn, policies: [{ name: 'inline', document: { Statement: [allow({})] } }] },
  ]);

  it('is allowed for each of its resources or not at all', () => {
    const permission = { action: 'dynamodb:GetItem', resources: [table] };
    expect(authorize(principal, permission, context)).toEqual({ allowed: true });
    expect(authorize(principal, { ...permission, resources: [table, `${table}2`] }, context)).toEqual({
      allowed: false,
      why: `no identity-based policy of ${roleArn} allows the dynamodb:GetItem action on ${table}2`,
    });
  });

  it('is refused for a role that does not exist, and never for the operator', () => {
    const permission = { action: 'ec2:DescribeVpnConnections', resources: ['*'] };
    const stranger: Principal = { ...principal, roleArn: 'arn:aws:iam::111122223333:role/gone' };
    expect(authorize(stranger, permission, context)).toMatchObject({ allowed: false });
    expect(authorize({ kind: 'operator' }, permission, context)).toEqual({ allowed: true });
  });
});
