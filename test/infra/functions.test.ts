import { describe, expect, it } from 'vitest';
import { EnvironmentName } from '../../shared/contracts/environment.ts';
import { defaultPolicy } from '../../shared/domain/policy.ts';
import { functionNames, type Resource, synthesized } from './synthesized.ts';

const app = synthesized({
  runbookUrl: 'https://wiki.example.com/runbook',
  heartbeatUrl: 'https://heartbeat.example.com/ping',
});
const functions = app.ofType('AWS::Lambda::Function');
const labelled = functions.map((fn) => [fn.logicalId, fn] as const);
const contract: ReadonlySet<string> = new Set(Object.values(EnvironmentName));

const variables = ({ properties }: Resource): Readonly<Record<string, unknown>> =>
  (properties['Environment'] as { readonly Variables: Readonly<Record<string, unknown>> }).Variables;

const functionLike = (id: RegExp): Resource => {
  const found = functions.filter(({ logicalId }) => id.test(logicalId));
  expect(found).toHaveLength(1);
  return found[0] as Resource;
};

it('there is one function per folder and no other', () => {
  expect(functions).toHaveLength(functionNames.length);
});

describe.each(labelled)('%s', (_, fn) => {
  it('runs on arm64 with Node.js 24', () => {
    expect(fn.properties).toMatchObject({
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
    });
  });

  it('has more memory where it lists whole regions', () => {
    const listsRegions = /Sweep|Review|Setup|Diagnose/.test(fn.logicalId);
    expect(fn.properties['MemorySize']).toBe(listsRegions ? 512 : 256);
  });

  it('writes JSON into a log group with a retention time', () => {
    const { LogGroup, LogFormat } = fn.properties['LoggingConfig'] as Readonly<Record<string, unknown>>;
    expect(LogFormat).toBe('JSON');
    const group = app
      .ofType('AWS::Logs::LogGroup')
      .find(({ logicalId }) => logicalId === (LogGroup as { readonly Ref: string }).Ref);
    expect(group?.properties['RetentionInDays']).toBe(90);
  });

  it('gets only variables that the contract names, each with a value', () => {
    const { NODE_OPTIONS: nodeOptions, ...own } = variables(fn);
    expect(nodeOptions).toBe('--enable-source-maps');
    expect(Object.keys(own).filter((name) => !contract.has(name))).toEqual([]);
    expect(Object.values(own).filter((value) => value === '' || value === undefined)).toEqual([]);
  });

  it('says what it is for', () => {
    expect(fn.properties['Description']).toMatch(/^\[Tunnelkeeper\] .+/);
  });
});

it('every variable of the contract is given to some function', () => {
  const given = new Set(functions.flatMap((fn) => Object.keys(variables(fn))));
  expect([...contract].filter((name) => !given.has(name))).toEqual([]);
});

it('no runbook, no variable for it', () => {
  const names = synthesized()
    .ofType('AWS::Lambda::Function')
    .flatMap((fn) => Object.keys(variables(fn)));
  expect(names).not.toContain(EnvironmentName.runbookUrl);
});

it.each([/HealthEvent/, /TunnelAlarm/, /Sweep/, /RestartTunnel/, /Diagnose/, /Review/])(
  '%s decides by the configured policy',
  (id) => {
    const given = variables(functionLike(id));
    expect(JSON.parse(String(given[EnvironmentName.policy]))).toEqual(defaultPolicy);
  },
);

it.each([/HealthEvent/, /TunnelAlarm/, /Sweep/])(
  '%s knows the watched regions and where to ask for a restart and a diagnosis',
  (id) => {
    const given = variables(functionLike(id));
    expect(given[EnvironmentName.regions]).toBe('["us-east-1"]');
    expect(given[EnvironmentName.restartQueueUrl]).toEqual({ Ref: 'RestartsRequests4B83FDF1' });
    expect(given[EnvironmentName.diagnosisQueueUrl]).toEqual({
      Ref: expect.stringMatching(/^DiagnosisRequests/),
    });
  },
);

it.each([
  [/HealthEvent/, 30],
  [/TunnelAlarm/, 30],
  [/Sweep/, 300],
  [/RestartTunnel/, 30],
  [/Diagnose/, 30],
  [/Review/, 300],
  [/SlackNotifier/, 60],
])('%s may take %d seconds', (id, seconds) => {
  expect(functionLike(id).properties['Timeout']).toBe(seconds);
});
