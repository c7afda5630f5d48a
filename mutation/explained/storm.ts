import type { Explained } from '../explanation.ts';

export const storm: Explained = {};
