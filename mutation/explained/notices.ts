import type { Explained } from '../explanation.ts';

export const notices: Explained = {};
