import type { Explained } from '../explanation.ts';

export const diagnosis: Explained = {};
