import type { Said } from './course.ts';
import type { PhaseState } from './event.ts';
import type { Ipsec, LoggedTunnel } from './verdict.ts';

/** A line of the log counts as "up" only from the fall on: before it every tunnel was up. */
export const ipsecOf = (tunnel: LoggedTunnel, course: readonly Said[]): Ipsec => {
  if (tunnel.state === 'up' || tunnel.state === 'no-routes' || tunnel.state === 'no-traffic') return 'up';
  if (/ipsec is up/i.test(tunnel.statusMessage)) return 'up';
  const logged = lastLogged(course);
  if (logged?.isUp && logged.at >= tunnel.since) return 'up';
  if (/ipsec is down/i.test(tunnel.statusMessage)) return 'down';
  return logged && !logged.isUp ? 'down' : 'unknown';
};

/** Lines of one moment have no order: down wins, then up. */
const lastLogged = (course: readonly Said[]) => {
  const states = course.flatMap(({ event }) =>
    event.kind === 'activity' && event.phase2 ? [{ at: event.at, state: event.phase2 }] : [],
  );
  const at = states.at(-1)?.at;
  if (at === undefined) return undefined;
  const last = states.filter((said) => said.at === at).map((said) => said.state);
  return { at, isUp: !last.includes('down') && last.some(holdsTraffic) };
};

const holdsTraffic = (state: PhaseState): boolean => state === 'established' || state === 'rekeying';
