/** A form's dotted keys as a tree: `Filter.1.Name=x` is found under `Filter`, `1`, `Name`. */
export interface FormNode {
  value: string | undefined;
  readonly children: Map<string, FormNode>;
}

const emptyNode = (): FormNode => ({ value: undefined, children: new Map() });

export const parseForm = (body: string): FormNode => {
  const root = emptyNode();
  for (const [key, value] of new URLSearchParams(body)) {
    key.split('.').reduce(childOf, root).value = value;
  }
  return root;
};

const childOf = (node: FormNode, name: string): FormNode => {
  const known = node.children.get(name);
  if (known) return known;
  const child = emptyNode();
  node.children.set(name, child);
  return child;
};

/** The numbered children in their numbers' order; gaps are allowed, as AWS allows them. */
export const numberedChildren = (node: FormNode): readonly FormNode[] =>
  [...node.children]
    .filter(([name]) => /^\d+$/.test(name))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
