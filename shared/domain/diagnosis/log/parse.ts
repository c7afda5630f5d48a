import type { LogLine } from '../evidence.ts';
import type { LogEvent } from './event.ts';
import { eventTime } from './event-time.ts';
import { type LineFields, lineFields } from './line-fields.ts';
import { phaseState, routeStatus, sessionStatus } from './states.ts';
import { type StreamOwner, streamOwner } from './stream-name.ts';

/** What the line says, whichever form it has; undefined where it is of no tunnel or says nothing. */
export const parse = (line: LogLine): LogEvent | undefined => {
  const fields = lineFields(line.message);
  const owner = streamOwner(line.streamName) ?? streamOwner(fields.resourceId);
  if (owner === undefined || fields.details === '') return undefined;
  const { connectionId, outsideIp } = owner;
  const at = eventTime({ epoch: fields.epoch, readable: fields.readable, written: line.at });
  const logged = { connectionId, outsideIp, at };
  switch (kindOf(owner, fields)) {
    case 'activity': {
      const [phase1, phase2] = [phaseState(fields.phase1), phaseState(fields.phase2)];
      return { ...logged, kind: 'activity', text: fields.details, phase1, phase2 };
    }
    case 'session':
      return { ...logged, kind: 'session', text: fields.details, status: sessionStatus(fields.status) };
    case 'route':
      return {
        ...logged,
        kind: 'route',
        text: routeText(fields),
        status: routeStatus(fields.status),
        prefix: fields.prefix,
      };
  }
};

const kindOf = (owner: StreamOwner, { type, status, details }: LineFields): LogEvent['kind'] => {
  if (/^route ?status$/i.test(type)) return 'route';
  if (/^bgp ?status$/i.test(type)) return 'session';
  if (routeStatus(status) || /\bdenied due to\b/i.test(details)) return 'route';
  return owner.log === 'bgp' || /\bAWS-side peer\b|\bBGP session\b/i.test(details) ? 'session' : 'activity';
};

/** `172.31.0.0/16 UPDATED: DENIED due to: as-path contains our own AS` */
const routeText = ({ prefix, status, details }: LineFields): string => {
  const route = `${prefix} ${status}`.trim();
  return prefix === '' || details.startsWith(route) ? details : `${route}: ${details}`;
};
