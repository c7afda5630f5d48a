import type { WithholdReason } from '../../shared/domain/restart/withhold-reason.ts';
import { guardSabotages } from './guards.ts';
import { pairSabotages } from './pairs.ts';
import { regionSabotages } from './regions.ts';
import { ruleSabotages } from './rules.ts';
import type { Sabotage, Symptom } from './sabotage.ts';
import { slackSabotages } from './slack.ts';
import { stormSabotages } from './storms.ts';
import { trafficSabotages } from './traffic.ts';
import { unknownSabotages } from './unknown.ts';
import { webhookSabotages } from './webhook.ts';

/** A restart that this guard alone would have refused. */
const symptomOf = (reason: string): Symptom => {
  if (reason === ('foreign-account' satisfies WithholdReason))
    return { invariants: ['events-are-not-believed'] };
  if (reason === ('state-unknown' satisfies WithholdReason))
    return { invariants: ['nothing-is-done-on-unknown'], saying: 'was restarted' };
  return { invariants: ['restarts-are-safe', 'restarts-keep-to-the-guards'], saying: `(${reason})` };
};

export const sabotages: readonly Sabotage[] = [
  ...Object.entries(guardSabotages).map(([reason, edits]) => ({
    name: `guard ${reason}`,
    edits,
    shows: symptomOf(reason),
  })),
  ...ruleSabotages,
  ...stormSabotages,
  ...slackSabotages,
  ...webhookSabotages,
  ...unknownSabotages,
  ...trafficSabotages,
  ...regionSabotages,
  ...pairSabotages,
];
