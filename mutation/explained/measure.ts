import type { Explained } from '../explanation.ts';

export const measure: Explained = {};
