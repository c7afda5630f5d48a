/** One top-level declaration whose value is a table: `export var Name$ = [ … ];` */
const table = /^((?:export )?(?:var|const) [\w$]+ = )(\[[\s\S]*?\]);$/gm;

/** One top-level registration of a modelled exception: `n0_registry.registerError(Name$, Name);` */
const registration = /^n\d+_registry\.registerError\([\w$]+, [\w$]+\);$/gm;

const computedKey = /\{\s*\[\w+\]:/;

/**
 * The source of an SDK schema module with each table marked as free of side effects. Bundlers keep every table otherwise,
 * because evaluating a computed key could do anything. Modelled exceptions are left out: errors are told apart by name,
 * and an error that is not modelled gets its name from the answer.
 */
export const asPureTables = (source: string, path: string): string => {
  const marked = source
    .replace(registration, '')
    .replace(
      table,
      (_statement, head: string, value: string) => `${head}/* @__PURE__ */ (() => ${value})();`,
    );
  assertNoneLeft(marked, path);
  return marked;
};

/** A new form of generated code must be noticed here and not by a bundle that has grown fivefold. */
const assertNoneLeft = (marked: string, path: string): void => {
  const left = marked
    .split(/^(?=(?:export )?(?:var|const) )/m)
    .find((statement) => computedKey.test(statement) && !statement.includes('/* @__PURE__ */'));
  if (left) throw new Error(`${path}: cannot mark as pure:\n${left.slice(0, 200)}`);
};
