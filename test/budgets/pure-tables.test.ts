import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { asPureTables } from '../../scripts/bundle/pure-tables.ts';

const source = `const _n = "Name";
const n0 = "com.example";
export var Used$ = [3, n0, "Used",
    0,
    [_n],
    [[0, { [_n]: 1 }]]
];
export var Unused$ = [3, n0, "Unused",
    0,
    [_n],
    [[() => Used$, { [_n]: 2 }]]
];
var Plain = [0, n0, _n, 8, 0];
`;

const bundled = async (contents: string): Promise<string> => {
  const entry = `${contents.replaceAll('export var', 'var')}\nconsole.log(Used$);`;
  const { outputFiles } = await build({
    stdin: { contents: entry },
    bundle: true,
    write: false,
    format: 'esm',
  });
  return outputFiles[0]?.text ?? '';
};

describe('tables of the SDK', () => {
  it('stay in a bundle unused as long as they are not marked', async () => {
    expect(await bundled(source)).toContain('Unused');
  });

  it('leave a bundle unused once they are marked, and those in use stay what they were', async () => {
    const text = await bundled(asPureTables(source, 'schemas_0.js'));
    expect(text).not.toContain('Unused');
    const logged: unknown[] = [];
    new Function('console', text)({ log: (value: unknown) => logged.push(value) });
    expect(logged).toEqual([[3, 'com.example', 'Used', 0, ['Name'], [[0, { Name: 1 }]]]]);
  });

  it('lose the registration of modelled exceptions, and keep that of the service itself', () => {
    const registrations = `_s_registry.registerError(Base$, Base);\nn0_registry.registerError(Gone$, Gone);\n`;
    expect(asPureTables(registrations, 'schemas_0.js')).toBe('_s_registry.registerError(Base$, Base);\n\n');
  });

  it('that have taken a form which cannot be marked stop the build', () => {
    const changed = 'export var Odd$ = make(3, { [_n]: 1 });\n';
    expect(() => asPureTables(changed, 'schemas_0.js')).toThrow('schemas_0.js: cannot mark as pure');
  });
});
