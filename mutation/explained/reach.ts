import type { Explained } from '../explanation.ts';

export const reach: Explained = {};
