import type { PhaseState, RouteEvent, SessionEvent } from './event.ts';

/** AWS writes them in any case. */
const oneOf =
  <Word extends string>(words: readonly Word[]) =>
  (text: string): Word | undefined => {
    const lowerCase = text.toLowerCase();
    return words.find((word) => word === lowerCase);
  };

export const phaseState = oneOf<PhaseState>(['established', 'rekeying', 'negotiating', 'down']);
export const sessionStatus = oneOf<NonNullable<SessionEvent['status']>>(['up', 'down']);
export const routeStatus = oneOf<NonNullable<RouteEvent['status']>>(['advertised', 'updated', 'withdrawn']);
