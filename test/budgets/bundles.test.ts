import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  type Bundle,
  bundleFunctions,
  type Language,
  rootFolder,
} from '../../scripts/bundle/bundle-functions.ts';
import { cachedBundles } from '../../scripts/bundle/cached-bundles.ts';
import { forbiddenInputs, functionBudgets, mostKilobytes } from './function-budgets.ts';

const names = Object.keys(functionBudgets);
let bundles: ReadonlyMap<string, Bundle> = new Map();
let korean: ReadonlyMap<string, Bundle> = new Map();

beforeAll(async () => {
  const bundlesIn = async (language: Language): Promise<ReadonlyMap<string, Bundle>> => {
    const report = await cachedBundles(language);
    return new Map(report.bundles.map((bundle) => [bundle.name, bundle]));
  };
  bundles = await bundlesIn('en');
  korean = await bundlesIn('ko');
});

const bundleOf = (name: string): Bundle => {
  const bundle = bundles.get(name);
  if (!bundle) throw new Error(`There is no bundle of ${name}.`);
  return bundle;
};

describe('the bundles', () => {
  it('are those of the functions that have a budget', () => {
    expect([...bundles.keys()].sort()).toEqual([...names].sort());
  });

  it('are allowed 370 kB at most, and 280 kB without EC2', () => {
    expect(mostKilobytes).toBe(370);
    for (const { kilobytes, awsClients } of Object.values(functionBudgets)) {
      expect(kilobytes).toBeLessThanOrEqual(awsClients.includes('ec2') ? mostKilobytes : 280);
    }
  });

  it.each(names)('keep %s within its size', async (name) => {
    const { bytes, file } = bundleOf(name);
    expect((await readFile(file)).byteLength).toBe(bytes);
    expect(bytes / 1_000).toBeLessThanOrEqual(functionBudgets[name]?.kilobytes ?? 0);
  });

  it.each(names)('hold no SDK client that %s must not have', (name) => {
    const allowed = functionBudgets[name]?.awsClients ?? [];
    expect(bundleOf(name).awsClients.filter((client) => !allowed.includes(client))).toEqual([]);
  });

  it.each(names)('hold nothing that has no business in %s', (name) => {
    const inputs = Object.keys(bundleOf(name).inputs);
    expect(inputs.length).toBeGreaterThan(0);
    expect(inputs.filter((input) => forbiddenInputs.some((pattern) => pattern.test(input)))).toEqual([]);
  });

  const inNode = (name: string, use: string) =>
    promisify(execFile)(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `const loaded = await import(${JSON.stringify(bundleOf(name).file)}); ${use}`,
      ],
      { env: {} },
    );

  it.each(names.filter((name) => name !== 'setup'))(
    'load in Node: %s starts and misses its variables',
    async (name) => {
      await expect(inNode(name, '')).rejects.toThrow(/EnvironmentError.*TABLE_NAME: is not set/s);
    },
  );

  it('load in Node: setup misses its variables only when it is asked, and answers CloudFormation', async () => {
    const answers: string[] = [];
    const cloudFormation = createServer(async (request, response) => {
      answers.push(await text(request));
      response.end();
    });
    onTestFinished(() => void cloudFormation.close());
    await once(cloudFormation.listen(0, '127.0.0.1'), 'listening');
    const { port } = cloudFormation.address() as AddressInfo;
    const request = {
      RequestType: 'Create',
      ResponseURL: `http://127.0.0.1:${port}/`,
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Setup',
    };
    const { stdout } = await inNode('setup', `await loaded.handler(${JSON.stringify(request)}, {});`);
    expect(stdout).toContain('setup cannot start');
    expect(answers).toEqual([expect.stringMatching(/"FAILED".*TABLE_NAME: is not set/s)]);
  });

  it('are the same bytes when they are made again', async () => {
    const [name = ''] = names;
    const { file } = bundleOf(name);
    // As deep as the first, because a source map names its sources from where it stands.
    const outdir = join(rootFolder, '.cache', 'again', String(process.pid));
    onTestFinished(() => rm(outdir, { recursive: true, force: true }));
    const { bundles: again } = await bundleFunctions({
      entries: { [name]: `functions/${name}/index.ts` },
      outdir,
    });
    expect(again[0]?.file).not.toBe(file);
    for (const ending of ['', '.map']) {
      const [first, second] = [file, again[0]?.file].map((path) => readFile(`${path}${ending}`));
      expect((await second)?.equals((await first) ?? Buffer.of())).toBe(true);
    }
  });
});

describe('the bundles of another language', () => {
  const wordsIn = (bundle: Bundle | undefined, language: string): readonly string[] =>
    Object.keys(bundle?.inputs ?? {}).filter((input) => input.includes(`shared/words/${language}/`));

  it('are as many', () => {
    expect([...korean.keys()]).toEqual([...bundles.keys()]);
  });

  it.each(names)('keep %s within its size', (name) => {
    expect((korean.get(name)?.bytes ?? Number.NaN) / 1_000).toBeLessThanOrEqual(
      functionBudgets[name]?.kilobytes ?? 0,
    );
  });

  it.each(names)('hold the words of their language alone: %s', (name) => {
    expect(wordsIn(bundleOf(name), 'korean')).toEqual([]);
    expect(wordsIn(korean.get(name), 'english')).toEqual([]);
    expect(wordsIn(korean.get(name), 'korean')).not.toEqual([]);
  });

  it.each(names)('make no difference to the rest of %s', (name) => {
    const restOf = (bundle: Bundle | undefined): readonly string[] =>
      Object.keys(bundle?.inputs ?? {})
        .filter((input) => !input.includes('shared/words/'))
        .sort();
    expect(restOf(korean.get(name))).toEqual(restOf(bundleOf(name)));
  });
});

describe('what has no business in a function', () => {
  it.each([
    'local/wire/server.ts',
    'test/fakes/log.ts',
    'infra/app.ts',
    'scripts/bundle/lean-sdk.ts',
    'node_modules/aws-cdk-lib/index.js',
    'node_modules/vitest/dist/index.js',
    'node_modules/@aws-sdk/credential-provider-node/dist-es/index.js',
    'node_modules/zod/v4/locales/en.js',
  ])('is noticed: %s', (input) => {
    expect(forbiddenInputs.some((pattern) => pattern.test(input))).toBe(true);
  });

  it.each([
    'functions/sweep/index.ts',
    'scripts/bundle/stand-ins/user-agent.ts',
    'shared/domain/decide.ts',
    'node_modules/@aws-sdk/client-ec2/dist-es/EC2Client.js',
    'node_modules/zod/v4/mini/schemas.js',
  ])('is not %s', (input) => {
    expect(forbiddenInputs.some((pattern) => pattern.test(input))).toBe(false);
  });
});
