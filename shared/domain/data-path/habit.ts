import type { OneWayDirection, Passage } from './traffic.ts';

/** Once or twice a request may fail. */
const muchLonger = 3;

/** Fewer may be a line that fails. */
const fewestUsualRuns = 3;

/**
 * Whether traffic that passes one way at last may be as it is meant, by all that is known of it, the oldest first. A site that logs
 * over UDP and is asked now and then passes traffic one way most of the time, and well: not before it has done so for much longer
 * than ever.
 */
export const mayBeMeant = (
  each: readonly Passage[],
  direction: OneWayDirection,
  leastFlows: number,
): boolean => {
  const last = each.lastIndexOf('flows');
  const earlier = each
    .slice(0, last + 1)
    .map((passage) => signs[passage])
    .join('');
  const runs = (earlier.match(/x+/g) ?? []).map((run) => run.length);
  const stretches = earlier.split(/x+/).map((flows) => flows.length);
  const oneWay = runs.reduce((sum, length) => sum + length, 0);
  if (earlier.length - oneWay < leastFlows) return true;
  if (runs.length < fewestUsualRuns) return Math.max(...stretches) < leastFlows;
  const present = each.slice(last + 1).filter((passage) => passage === direction).length;
  return 2 * oneWay > earlier.length && present <= muchLonger * Math.max(...runs);
};

/** What is quiet says nothing. */
const signs: Readonly<Record<Passage, string>> = {
  flows: 'f',
  quiet: '',
  'nothing-comes-back': 'x',
  'nothing-sent-back': 'x',
};
