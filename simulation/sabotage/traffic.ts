import { rule, type Sabotage } from './sabotage.ts';

const ofTunnels = 'shared/domain/data-path/nothing-back.ts';
const file = 'shared/domain/data-path/traffic.ts';

/** Rules of traffic that stops though tunnels are up, each taken away. */
export const trafficSabotages: readonly Sabotage[] = [
  rule(
    'what AWS sends back counts as well',
    file,
    "return inBytes < outBytes ? 'nothing-comes-back' : 'nothing-sent-back';",
    "return inBytes < outBytes ? 'nothing-comes-back' : 'quiet';",
    'stopped-traffic-is-told',
  ),
  rule(
    'what has stopped is remembered until it passes again',
    file,
    'if (known) return isOneWay ?',
    'if (known && isOneWay) return isOneWay ?',
    'stopped-traffic-is-told',
  ),
  rule(
    'what passes again has not stopped any more',
    file,
    'return isAsLeft(known, verdict.least) ? known : undefined;',
    'return known;',
    'stopped-traffic-is-told',
  ),
  rule(
    'only what has passed both ways can stop',
    file,
    'return last && !isMeant',
    'return (last ?? sums[0]) && true',
    'stopped-traffic-is-told',
  ),
  rule(
    'what comes back now and then only has not stopped',
    file,
    'return last && !isMeant',
    'return last && flowing.length > 2',
    'stopped-traffic-is-told',
  ),
  rule(
    'what stops the one way when it comes back the other has not come back',
    file,
    "isMixed(latest, least) ? { verdict: 'mixed' }",
    "isMixed([], least) ? { verdict: 'mixed' }",
    'stopped-traffic-is-told',
  ),
  rule(
    'a tunnel that brings nothing back is no redundancy',
    ofTunnels,
    'if (!known || !isLeftAlone(known, connection, incident, now)) return connection;',
    'if (known || now > 0) return connection;',
    'silent-tunnels-are-no-redundancy',
  ),
  rule(
    'what goes out over one tunnel may come back over the other',
    ofTunnels,
    'return meanwhile.length > 1 && meanwhile.every(carriesBothWays);',
    'return meanwhile.length > 1;',
    'stopped-traffic-is-told',
  ),
];
