import { type Case, formatCase } from '../run/case.ts';
import type { Verdict } from '../run/judge-run.ts';
import { startAt } from '../run/run.ts';

/** What a person needs of a violation: what was promised, what happened, and how to see it again. */
export const violationText = (given: Case, { violation, lines, hash }: Verdict): string => {
  if (!violation) return 'Every invariant held.\n';
  const isPair = violation.invariant === 'no-outage-is-longer';
  return [
    '',
    `VIOLATED  ${violation.invariant}`,
    `          ${violation.statement}`,
    `          ${violation.what}`,
    '',
    'The shortest history that leads to it:',
    ...lines.filter(isPair ? isOfWorld : isOfInterest).map(readable),
    '',
    `history ${hash}; replay it with`,
    `  npm run simulate -- ${isPair ? '--pairs ' : ''}--replay ${formatCase(given)}`,
    '',
  ].join('\n');
};

/** The log repeats what the other lines say. */
const isOfInterest = (line: string): boolean => !line.includes(' log {');

/** What became of tunnels, and who did what to them. */
const isOfWorld = (line: string): boolean =>
  /^\d+ (?:#|ModifyVpn|(?:\(without restarts\) )?[\d.]+ is |vpn-\w+ is shown)/.test(line);

const readable = (line: string): string => {
  const space = line.indexOf(' ');
  const at = Number(line.slice(0, space));
  return `  ${clock(at - startAt)} ${line.slice(space + 1, space + 180)}`;
};

const clock = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${parts.map((part) => String(part).padStart(2, '0')).join(':')}.${String(ms % 1_000).padStart(3, '0')}`;
};
