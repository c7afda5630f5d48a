import type { Explained } from '../explanation.ts';

export const diagnosisLog: Explained = {};
