import type { Explained } from '../explanation.ts';

export const restart: Explained = {};
