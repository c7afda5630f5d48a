import type { Invariant } from './invariant.ts';
import { outagesAreTold } from './outages-are-told.ts';
import { restartsAreSafe } from './restarts-are-safe.ts';

export const invariants: readonly Invariant[] = [outagesAreTold, restartsAreSafe];
