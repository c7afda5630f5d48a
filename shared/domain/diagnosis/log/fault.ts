import type { LogCauseName } from '../cause-names.ts';
import { causeTraits } from './cause-traits.ts';
import type { Said } from './course.ts';
import type { LogEvent } from './event.ts';
import type { Meaning } from './meaning.ts';

/** A line that names a cause, whether or not it is the cause of this fall. */
export interface Fault {
  readonly cause: LogCauseName;
  readonly event: LogEvent;
}

export const faultsIn = (course: readonly Said[]): readonly Fault[] =>
  course.flatMap(({ event, meaning }) => (isCause(meaning) ? [{ cause: meaning, event }] : []));

const isCause = (meaning: Meaning | undefined): meaning is LogCauseName =>
  Object.hasOwn(causeTraits, `${meaning}`);

const routeCauses: ReadonlySet<LogCauseName> = new Set([
  'bgp-as-loop',
  'bgp-next-hop',
  'bgp-routes-withdrawn',
]);

/** About single routes, while the session may well stand. */
export const isRouteFault = ({ cause }: Fault): boolean => routeCauses.has(cause);

export const isBgpFault = ({ cause }: Fault): boolean => causeTraits[cause].kind.startsWith('bgp-');
