import type { Explained } from '../explanation.ts';

export const root: Explained = {};
