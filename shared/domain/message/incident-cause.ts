import type { Cause, CauseName, Incident } from '../incident.ts';
import { isDown } from '../lifecycle/tunnels.ts';
import type { EpochMs } from '../time.ts';
import { catalogue } from './catalogue.ts';
import { clockTime } from './clock-time.ts';
import type { CauseText } from './message.ts';

/** What explains more comes first. */
const telling: readonly CauseName[] = ['gateway-wide', 'endpoint-replaced', 'bgp-no-routes', 'unknown'];

/** The cause that explains most; while none is known, the words of AWS about the tunnel that is down. */
export const causeOf = (incident: Incident, now: EpochMs): CauseText | undefined => {
  const found = telling
    .map((name) => incident.causes.findLast((cause) => cause.name === name))
    .find((cause) => cause !== undefined);
  if (found) return causeText(found, now);
  const status = incident.tunnels.find(isDown)?.statusMessage.trim() ?? '';
  if (incident.phase === 'closed' && status === '') return undefined;
  return causeText({ name: 'unknown', at: now, evidence: status }, now);
};

const causeText = (cause: Cause, now: EpochMs): CauseText => {
  const words = { at: clockTime(cause.at, now), evidence: cause.evidence };
  const { sentence, evidence } = catalogue.incident.cause[cause.name];
  return { sentence: sentence(words), evidence: evidence(words) || undefined };
};

export const causeSentence = (name: CauseName, incident: Incident, now: EpochMs): string => {
  const cause = incident.causes.findLast((candidate) => candidate.name === name);
  return causeText(cause ?? { name, at: now, evidence: '' }, now).sentence;
};
