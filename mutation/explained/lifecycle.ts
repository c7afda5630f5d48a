import type { Explained } from '../explanation.ts';

export const lifecycle: Explained = {};
