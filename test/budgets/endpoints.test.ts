import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { rootFolder } from '../../scripts/bundle/bundle-functions.ts';
import { type EndpointRules, endpointRulesOf, sdkPartitions } from '../../scripts/bundle/endpoint-rules.ts';
import { leanSdk } from '../../scripts/bundle/lean-sdk.ts';
import type { EndpointParameters } from '../../scripts/bundle/stand-ins/endpoint-resolver.ts';
import { functionBudgets } from './function-budgets.ts';

const sdk = join(rootFolder, 'node_modules', '@aws-sdk');
const clients = [...new Set(Object.values(functionBudgets).flatMap(({ awsClients }) => awsClients))].map(
  (name) => `client-${name}`,
);
const fileOf = (client: string): string => join(sdk, client, 'dist-es', 'endpoint', 'endpointResolver.js');

const listed = (await sdkPartitions())
  .flatMap(({ regions }) => Object.keys(regions))
  .filter((name) => !name.endsWith('-global'));
const notListed = ['eu-north-9', 'cn-west-5', 'us-isob-north-2', 'mars-1'];

let bundled: Readonly<Record<string, EndpointRules>> = {};

beforeAll(async () => {
  const contents = clients
    .map(
      (
        client,
        index,
      ) => `import { defaultEndpointResolver as c${index} } from ${JSON.stringify(fileOf(client))};
export { c${index} as ${JSON.stringify(client)} };`,
    )
    .join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: rootFolder },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    plugins: [leanSdk],
  });
  const text = outputFiles[0]?.text ?? '';
  expect(text).not.toContain('BinaryDecisionDiagram');
  bundled = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
});

const said = (rules: EndpointRules | undefined, parameters: EndpointParameters): unknown => {
  try {
    const { url, properties, headers } = rules?.(parameters) ?? { url: undefined };
    return { url: url?.href, properties, headers };
  } catch (error) {
    return { error: (error as Error).message };
  }
};

describe('the endpoints of a bundled client are those of its rules', () => {
  it('in more than forty regions of eight partitions, and of eight clients', async () => {
    expect(listed.length).toBeGreaterThan(40);
    expect(await sdkPartitions()).toHaveLength(8);
    expect(clients).toHaveLength(8);
  });

  it.each(clients)('%s', async (client) => {
    const rules = await endpointRulesOf(fileOf(client));
    for (const Region of [...listed, ...notListed]) {
      for (const UseFIPS of [false, true]) {
        for (const UseDualStack of [false, true]) {
          const parameters = { Region, UseFIPS, UseDualStack };
          expect({ parameters, ...(said(bundled[client], parameters) as object) }).toEqual({
            parameters,
            ...(said(rules, parameters) as object),
          });
        }
      }
    }
  });

  it.each(clients)('%s, given an endpoint', async (client) => {
    const rules = await endpointRulesOf(fileOf(client));
    for (const parameters of [
      { Endpoint: 'http://127.0.0.1:4567', Region: 'eu-west-1' },
      { Endpoint: 'https://vpce-1.ec2.eu-west-1.vpce.amazonaws.com/', Region: 'eu-west-1', UseFIPS: false },
      { Endpoint: 'http://127.0.0.1:4567', Region: 'eu-west-1', UseFIPS: true },
      { Endpoint: 'http://127.0.0.1:4567', Region: 'eu-west-1', UseDualStack: true },
      { UseFIPS: false, UseDualStack: false },
    ]) {
      expect(said(bundled[client], parameters)).toEqual(said(rules, parameters));
    }
  });

  it('names of tables make no difference, and accounts are refused', async () => {
    const region = { Region: 'eu-west-1', UseFIPS: false, UseDualStack: false };
    const dynamodb = 'client-dynamodb';
    const named = { ...region, ResourceArn: 'tunnelkeeper', AccountIdEndpointMode: 'preferred' };
    expect(said(bundled[dynamodb], named)).toEqual(said(await endpointRulesOf(fileOf(dynamodb)), named));
    const refused = { error: 'The endpoints of an account are not bundled.' };
    expect(said(bundled[dynamodb], { ...region, AccountId: '111122223333' })).toEqual(refused);
    const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/tunnelkeeper';
    expect(said(bundled[dynamodb], { ...region, ResourceArn: table })).toEqual(refused);
  });
});
