import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** A CloudFormation template as JSON. */
export interface Template {
  readonly Description?: string;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** One stack of a synthesized app. */
export interface AssembledStack {
  readonly stackName: string;
  /** Undefined if the stack is bound to no region. */
  readonly region: string | undefined;
  readonly template: Template;
  /** Asset hash → directory or file. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly artifacts?: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly environment?: string;
        readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
      }
    >
  >;
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, { readonly source: { readonly path?: string } }>>;
}

/** Reads every stack of a `cdk.out` folder. */
export async function readAssembly(directory: string): Promise<readonly AssembledStack[]> {
  const { artifacts = {} } = await readJson<Manifest>(join(directory, 'manifest.json'));
  const stacks = Object.entries(artifacts).filter(
    ([, artifact]) => artifact.type === 'aws:cloudformation:stack',
  );
  if (stacks.length === 0) throw new Error(`${directory} holds no stack: run the synthesis first`);
  return Promise.all(
    stacks.map(async ([id, artifact]) => ({
      stackName: artifact.properties?.stackName ?? id,
      region: boundRegion(artifact.environment),
      template: await readJson<Template>(
        join(directory, artifact.properties?.templateFile ?? `${id}.template.json`),
      ),
      // A stack without assets has no list of them either.
      assets: `${id}.assets` in artifacts ? await readAssets(directory, id) : new Map(),
    })),
  );
}

/** Region of `aws://account/region`, unless the stack leaves it open. */
function boundRegion(environment: string | undefined): string | undefined {
  const region = environment?.split('/').at(-1);
  return region === 'unknown-region' ? undefined : region;
}

async function readAssets(directory: string, stackId: string): Promise<ReadonlyMap<string, string>> {
  const manifest = await readJson<AssetManifest>(join(directory, `${stackId}.assets.json`));
  const assets = new Map<string, string>();
  for (const [hash, file] of Object.entries(manifest.files ?? {})) {
    if (file.source.path) assets.set(hash, resolve(directory, file.source.path));
  }
  return assets;
}

async function readJson<T>(path: string): Promise<T> {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new Error(`${path} is not JSON`, { cause });
  }
}
