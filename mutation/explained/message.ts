import type { Explained } from '../explanation.ts';

export const message: Explained = {};
