import type { Explained } from '../explanation.ts';
import { diagnosis } from './diagnosis.ts';
import { diagnosisLog } from './diagnosis-log.ts';
import { lifecycle } from './lifecycle.ts';
import { message } from './message.ts';
import { notices } from './notices.ts';
import { posture } from './posture.ts';
import { restart } from './restart.ts';
import { storm } from './storm.ts';

/** Every mutant that no test notices, by folder of the domain. */
export const explained: Explained = {
  ...restart,
  ...lifecycle,
  ...storm,
  ...notices,
  ...diagnosis,
  ...diagnosisLog,
  ...posture,
  ...message,
};
