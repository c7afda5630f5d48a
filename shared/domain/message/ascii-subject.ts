import type { Incident } from '../incident.ts';
import type { Notice } from '../notice.ts';
import type { Storm } from '../storm/storm.ts';
import type { SubjectText } from './catalogue.ts';
import { standingOf } from './standing.ts';
import { scopeOf, stormStanding } from './storm-words.ts';
import { headline, nameAndId } from './subject.ts';
import type { StormWords } from './words.ts';

type Severity = keyof SubjectText['severity'];

/** What an e-mail's subject says about an incident, in a language whose headlines have no ASCII form. */
export const incidentSubject = (
  incident: Incident,
  severity: Severity,
  name: string | undefined,
  words: SubjectText | undefined,
): string | undefined =>
  words &&
  headline(
    words.severity[severity],
    nameAndId(asciiOnly(name), incident.connectionId),
    words.standing[standingOf(incident)],
  );

export const noticeSubject = (
  { severity, kind, connections, region }: Notice,
  words: SubjectText | undefined,
): string | undefined => {
  if (!words) return undefined;
  const [only, another] = connections;
  const subject = another
    ? words.connections(connections.length)
    : only
      ? nameAndId(asciiOnly(only.name), only.connectionId)
      : words.vpnIn(region);
  return headline(words.severity[severity], subject, words.notice[kind]);
};

export const stormSubject = (
  storm: Storm,
  severity: Severity,
  told: StormWords,
  words: SubjectText | undefined,
): string | undefined => {
  if (!words) return undefined;
  const { customerGateway, customerGatewayId = '' } = storm;
  const gateway = nameAndId(asciiOnly(customerGateway?.name), customerGatewayId);
  return headline(
    words.severity[severity],
    words.storm.about[scopeOf(storm)]({ ...told, gateway }),
    words.storm.standing[stormStanding(storm)](told),
  );
};

/** A name that would be a row of question marks says less than the id alone. */
const asciiOnly = (name: string | undefined): string | undefined =>
  name?.match(/[^ -~]/) ? undefined : name;
