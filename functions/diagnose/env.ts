import * as z from 'zod/mini';
import { decidingVariables } from '../../shared/runtime/deciding-environment.ts';
import { readEnvironment } from '../../shared/runtime/environment.ts';

const Variables = z.object(decidingVariables);

export type Env = z.infer<typeof Variables>;

export const readEnv = (): Env => readEnvironment(Variables);
