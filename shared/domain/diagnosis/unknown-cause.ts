import type { Incident } from '../incident.ts';
import { utcTime } from '../message/utc-time.ts';
import { hoursMs } from '../time.ts';
import { bounded } from './bounded.ts';
import type { DiagnosisWords, NoInitiation, TunnelLogKind, WhyUnknown } from './diagnosis-words.ts';
import type { Evidence } from './evidence.ts';
import type { UnknownCause } from './explanation.ts';
import { noInitiationOf } from './initiation.ts';
import { sentenceCodePoints, todoCodePoints } from './log-causes.ts';
import { logGroupOf } from './log-group.ts';
import { valueOr } from './readings.ts';
import type { TunnelVerdict } from './tunnel-verdict.ts';

/** Why the logs show no cause of these falls, and what is known and to be done all the same. */
export const unknownCause = (
  evidence: Evidence,
  incident: Incident,
  verdicts: readonly TunnelVerdict[],
  { unknown: words }: DiagnosisWords,
): UnknownCause => {
  const ofIpsec = verdicts.filter((verdict) => !isIpsecUp(verdict));
  const log: TunnelLogKind = ofIpsec.length > 0 ? 'activity' : 'bgp';
  const silent = ofIpsec.length > 0 ? ofIpsec : verdicts;
  const starts = log === 'activity' ? whoStarts(evidence, silent) : undefined;
  const replacedAt = replacementBefore(incident, verdicts);
  const sentences = [
    words.why[whyUnknown(evidence, silent, log)]({ log }),
    log === 'bgp' ? words.ipsecUp : '',
    starts === 'aws' ? words.awsStarts : starts && words.gatewayStarts[starts],
    replacedAt === undefined ? '' : words.replacedBefore(utcTime(replacedAt)),
  ];
  const outsideIps = ipsOf(silent);
  const unlogged = silent.filter(({ tunnel }) => tunnel?.options && !targetOf(tunnel, log));
  const todo = [
    log === 'bgp' ? words.todo.checkBgp(outsideIps) : words.todo.checkGateway(outsideIps),
    ...(starts === undefined || starts === 'aws' ? [] : [words.todo.initiate(outsideIps)]),
    ...(unlogged.length > 0 ? [words.todo.turnOn({ log, outsideIps: ipsOf(unlogged) })] : []),
  ];
  return {
    sentence: bounded(sentences.join(' '), sentenceCodePoints),
    todo: todo.map((line) => bounded(line, todoCodePoints)),
  };
};

/** AWS shows a BGP tunnel as down though IPsec is up; its status message or its log tell. */
const isIpsecUp = ({ verdict }: TunnelVerdict): boolean => verdict.ipsec === 'up';

const ipsOf = (verdicts: readonly TunnelVerdict[]): string =>
  verdicts.map(({ record }) => record.outsideIp).join(', ');

const targetOf = (tunnel: TunnelVerdict['tunnel'], log: TunnelLogKind) =>
  log === 'bgp' ? tunnel?.options?.bgpLog : tunnel?.options?.activityLog;

const whyUnknown = (
  { logs }: Evidence,
  verdicts: readonly TunnelVerdict[],
  log: TunnelLogKind,
): WhyUnknown => {
  const groups = verdicts.flatMap(({ tunnel }) => {
    const target = targetOf(tunnel, log);
    return target ? [logGroupOf(target.logGroupArn).name] : [];
  });
  if (groups.length === 0) return 'logging-off';
  const unread = logs.some(({ logGroup, lines }) => groups.includes(logGroup) && 'unread' in lines);
  if (unread) return 'log-unread';
  return verdicts.every(({ verdict }) => verdict.lineCount === 0) ? 'no-lines' : 'no-telling-line';
};

/** Undefined where it is not the same for all of them, or AWS does not say. */
const whoStarts = (
  evidence: Evidence,
  verdicts: readonly TunnelVerdict[],
): NoInitiation | 'aws' | undefined => {
  const gateway = valueOr(evidence.customerGateway, undefined);
  const starts = new Set(
    verdicts.map(({ tunnel }) => {
      const reason = tunnel && noInitiationOf(evidence.connection, tunnel, gateway);
      return reason ?? (tunnel?.options ? 'aws' : undefined);
    }),
  );
  return starts.size === 1 ? [...starts][0] : undefined;
};

const shortlyMs = hoursMs(1);

const replacementBefore = ({ causes }: Incident, verdicts: readonly TunnelVerdict[]): number | undefined => {
  const fellAt = Math.min(...verdicts.map(({ record }) => record.since));
  return causes.findLast(
    (cause) => cause.name === 'endpoint-replaced' && Math.abs(fellAt - cause.at) <= shortlyMs,
  )?.at;
};
