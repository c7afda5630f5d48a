import type { Explained } from '../explanation.ts';

export const posture: Explained = {};
