/** `IF(metric op number, then, otherwise)`, where either value is a number or the metric itself. */
export interface Condition {
  readonly expression: string;
  apply(value: number): number;
}

const operators: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};

const pattern =
  /^IF\(\s*(?<id>\w+)\s*(?<operator><=|>=|==|!=|<|>)\s*(?<limit>-?[\d.]+)\s*,\s*(?<yes>\w+|-?[\d.]+)\s*,\s*(?<no>\w+|-?[\d.]+)\s*\)$/i;

/** Undefined for every other expression. */
export const parseCondition = (expression: string, metricId: string): Condition | undefined => {
  const groups = pattern.exec(expression.trim())?.groups;
  const holds = operators[groups?.['operator'] ?? ''];
  if (!groups || !holds || groups['id'] !== metricId) return undefined;
  const limit = Number(groups['limit']);
  const branches = [groups['yes'] ?? '', groups['no'] ?? ''];
  if (branches.some((branch) => branch !== metricId && Number.isNaN(Number(branch)))) return undefined;
  const [yes = '', no = ''] = branches;
  const read = (branch: string, value: number) => (branch === metricId ? value : Number(branch));
  return { expression, apply: (value) => read(holds(value, limit) ? yes : no, value) };
};
