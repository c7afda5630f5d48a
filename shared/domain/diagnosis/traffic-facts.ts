import type { Incident, TunnelRecord } from '../incident.ts';
import { hasDropped, isAllKnown, isDown } from '../lifecycle/tunnels.ts';
import type { Fact } from '../message/message.ts';
import { utcTime } from '../message/utc-time.ts';
import { minutesMs } from '../time.ts';
import type { DiagnosisWords } from './diagnosis-words.ts';
import type { Evidence, TrafficPoint } from './evidence.ts';
import { valueOr } from './readings.ts';
import { bytesInWords, lastTraffic, takeoverOf } from './traffic.ts';

/** By then all that metrics can say of a fall has arrived. Later the fall leaves their window, and what was said is kept. */
const settledAfterMs = minutesMs(30);

/** What the fallen tunnels carried at last, and whether the other one has taken over. */
export const trafficFacts = (
  evidence: Evidence,
  incident: Incident,
  words: DiagnosisWords,
): readonly Fact[] => {
  const fallen = incident.tunnels.filter(hasDropped);
  const fellAt = Math.max(0, ...fallen.map((record) => record.since));
  const before = incident.explanation;
  return [
    { label: words.fact.takeover.label, fresh: takeoverValue(evidence, incident, fallen, words) },
    ...fallen.map((record) => ({
      label: words.fact.lastTraffic.label(record.outsideIp),
      fresh: lastTrafficValue(evidence, record, words),
    })),
  ].flatMap(({ label, fresh }) => {
    const said =
      before && before.at >= fellAt ? before.facts.find((fact) => fact.label === label) : undefined;
    const settled = before !== undefined && before.at >= fellAt + settledAfterMs;
    const value = settled ? (said?.value ?? fresh) : (fresh ?? said?.value);
    return value === undefined ? [] : [{ label, value }];
  });
};

const idleAfterMs = minutesMs(60);

/** Later the time before the fall leaves the window, and what was found stands. */
export const wasIdle = (evidence: Evidence, incident: Incident): boolean => {
  const fallen = incident.tunnels.filter(isDown);
  const idle = fallen.map(({ outsideIp, since }) => {
    const last = lastTraffic(pointsOf(evidence, outsideIp), since);
    return last && ('noneForHours' in last || since - last.until >= idleAfterMs);
  });
  // One that AWS says nothing of at the moment may be the one that was used.
  if (fallen.length === 0 || idle.includes(false) || !isAllKnown(incident.tunnels)) return false;
  const { explanation } = incident;
  const said = explanation && fallen.every(({ since }) => since <= explanation.at) && explanation.wasIdle;
  return said === true || !idle.includes(undefined);
};

const pointsOf = (evidence: Evidence, outsideIp: string): readonly TrafficPoint[] =>
  valueOr(evidence.traffic, []).find((traffic) => traffic.outsideIp === outsideIp)?.points ?? [];

const lastTrafficValue = (
  evidence: Evidence,
  record: TunnelRecord,
  { fact: { lastTraffic: words } }: DiagnosisWords,
): string | undefined => {
  const last = lastTraffic(pointsOf(evidence, record.outsideIp), record.since);
  if (!last) return undefined;
  return 'until' in last
    ? words.until({ until: utcTime(last.until), amount: bytesInWords(last.bytesPerMinute) })
    : words.none(last.noneForHours);
};

/** Asked of the tunnel that fell last beside one that has been up all the time. */
const takeoverValue = (
  evidence: Evidence,
  incident: Incident,
  fallen: readonly TunnelRecord[],
  words: DiagnosisWords,
): string | undefined => {
  const latest = fallen.toSorted((one, other) => other.since - one.since)[0];
  if (!latest) return undefined;
  const peer = incident.tunnels.find((record) => record.state === 'up' && record.since < latest.since);
  if (!peer) return undefined;
  const taken = takeoverOf(
    pointsOf(evidence, latest.outsideIp),
    pointsOf(evidence, peer.outsideIp),
    latest.since,
  );
  return (
    taken &&
    words.fact.takeover.value[taken.takeover]({
      peer: peer.outsideIp,
      fallen: latest.outsideIp,
      amountPerMinute: bytesInWords(taken.bytesPerMinute),
    })
  );
};
