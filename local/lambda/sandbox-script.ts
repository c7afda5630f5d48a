import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

let built: Promise<string> | undefined;

/** The sandbox's own code as one script, built once: a worker that had to strip types itself would start slower. */
export function sandboxScript(): Promise<string> {
  built ??= build({
    entryPoints: [fileURLToPath(new URL('./sandbox/main.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    // The handler's file is imported by the running worker, not bundled.
    supported: { 'dynamic-import': true },
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return built;
}
