import type { Incident } from '../incident.ts';
import { isEchoOfRestart } from '../lifecycle/causes.ts';
import type { Fact } from '../message/message.ts';
import { utcTime } from '../message/utc-time.ts';
import { type EpochMs, hoursMs } from '../time.ts';
import { bounded } from './bounded.ts';
import type { DiagnosisWords } from './diagnosis-words.ts';
import type { Attachment, Evidence, OpenHealthEvent } from './evidence.ts';
import { valueOr } from './readings.ts';

type Facts = readonly Fact[];

/** The attachment to the transit gateway: under `wrong` if traffic cannot pass it, else under `well`. */
export const attachmentFacts = (
  evidence: Evidence,
  { fact: { attachment: words } }: DiagnosisWords,
): { readonly wrong: Facts; readonly well: Facts } => {
  const attachment = valueOr(evidence.attachment, undefined);
  if (!attachment) return { wrong: [], well: [] };
  const { attachmentId: id, state, routeTableId } = attachment;
  const value =
    routeTableId === undefined
      ? words.withoutRouteTable({ id, state })
      : words.value({ id, state: stateOf(attachment), routeTable: routeTableId });
  const facts = [{ label: words.label, value }];
  return isWell(attachment) ? { wrong: [], well: facts } : { wrong: facts, well: [] };
};

const isWell = ({ state, routeTableId, associationState }: Attachment): boolean =>
  state === 'available' &&
  routeTableId !== undefined &&
  (associationState === undefined || associationState === 'associated');

/** How it is associated matters where that is not complete. */
const stateOf = ({ state, associationState }: Attachment): string =>
  associationState === undefined || associationState === 'associated'
    ? state
    : `${state} (${associationState})`;

export const certificateFact = (
  evidence: Evidence,
  { fact: { certificate: words } }: DiagnosisWords,
): Facts => {
  const arn = valueOr(evidence.customerGateway, undefined)?.certificateArn;
  return arn === undefined ? [] : [{ label: words.label, value: words.value(arn) }];
};

const mostEvents = 2;
const eventTextCodePoints = 110;

/** Open events that concern the connection, what AWS calls an issue first, then the latest. */
export const healthFacts = (
  evidence: Evidence,
  incident: Incident,
  { fact: { healthEvent: words } }: DiagnosisWords,
): Facts =>
  valueOr(evidence.healthEvents, [])
    .filter((event) => !isAboutOthers(event, incident) && !isOurOwn(event, incident, evidence.at))
    .toSorted((one, other) => rankOf(one) - rankOf(other) || (other.startedAt ?? 0) - (one.startedAt ?? 0))
    .slice(0, mostEvents)
    .map(({ code, status, startedAt, description }) => ({
      label: words.label,
      value: words.value({
        code,
        upcoming: status === 'upcoming',
        at: startedAt === undefined ? '' : utcTime(startedAt),
        text: bounded(firstSentence(description), eventTextCodePoints),
      }),
    }));

const isAboutOthers = ({ description }: OpenHealthEvent, { connectionId }: Incident): boolean => {
  const named: readonly string[] = description.match(/\bvpn-[0-9a-f]{8,17}\b/g) ?? [];
  return named.length > 0 && !named.includes(connectionId);
};

const echoMs = hoursMs(1);

/** Every restart of a tunnel replaces its endpoint, and AWS Health tells of it. */
const isOurOwn = ({ code, startedAt }: OpenHealthEvent, incident: Incident, now: EpochMs): boolean =>
  code === 'AWS_VPN_REDUNDANCY_LOSS' &&
  startedAt !== undefined &&
  isEchoOfRestart(incident, startedAt, echoMs, now);

const categories = ['issue', 'scheduledChange'];

const rankOf = ({ category }: OpenHealthEvent): number => {
  const rank = categories.indexOf(category);
  return rank < 0 ? categories.length : rank;
};

const firstSentence = (text: string): string => text.trim().split(/(?<=[.!?])\s|\n/u)[0] ?? '';

const mostTunnels = 2;

export const maintenanceFacts = (
  evidence: Evidence,
  { fact: { maintenance: words } }: DiagnosisWords,
): Facts =>
  valueOr(evidence.maintenance, [])
    .filter((tunnel) => tunnel.pending)
    .slice(0, mostTunnels)
    .map(({ outsideIp, autoAppliedAfter }) => ({
      label: words.label,
      value: words.value({
        outsideIp,
        deadline: autoAppliedAfter === undefined ? '' : utcTime(autoAppliedAfter),
      }),
    }));
