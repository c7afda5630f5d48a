import type { Explained } from '../explanation.ts';
import { diagnosis } from './diagnosis.ts';
import { diagnosisLog } from './diagnosis-log.ts';
import { lifecycle } from './lifecycle.ts';
import { measure } from './measure.ts';
import { message } from './message.ts';
import { notices } from './notices.ts';
import { posture } from './posture.ts';
import { reach } from './reach.ts';
import { restart } from './restart.ts';
import { root } from './root.ts';
import { storm } from './storm.ts';

/** Every mutant that no test notices, by folder of the domain. */
export const explained: Explained = {
  ...root,
  ...restart,
  ...lifecycle,
  ...storm,
  ...notices,
  ...reach,
  ...measure,
  ...diagnosis,
  ...diagnosisLog,
  ...posture,
  ...message,
};
