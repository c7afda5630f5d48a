import type { SubjectText } from '../../../domain/message/catalogue.ts';

/** An e-mail's subject over SNS takes ASCII only, so it is said in English. */
export const subject: SubjectText = {
  severity: { critical: 'Critical', warning: 'Warning', info: 'Info', resolved: 'Resolved' },
  standing: {
    outage: 'no tunnel is up',
    degraded: 'one tunnel only',
    unknown: 'AWS is not reporting its state',
    healthy: 'redundant again',
    restored: 'traffic restored',
    'one-way': 'traffic passes one way only',
    'one-way-alone': 'no traffic flows, one tunnel down, the other one way only',
    'traffic-passes': 'traffic restored',
    'traffic-recovered': 'traffic restored',
    'flapping-down': 'flapping, no tunnel is up',
    'flapping-degraded': 'flapping, one tunnel only',
    'flapping-up': 'flapping, up at the moment',
    dropping: 'drops again and again',
    dropped: 'dropped again and again, up now',
    recovered: 'recovered',
    'reported-again': 'AWS reports its state again',
    'connection-deleted': 'connection deleted',
    unwatched: 'no longer watched',
    unconfirmed: 'false alarm',
  },
  notice: {
    'endpoint-replaced': 'tunnel endpoint replaced',
    'missing-redundancy': 'no redundancy',
    'redundancy-restored': 'both tunnels are up',
    'health-event': 'AWS Health event',
    'foreign-account': 'AWS Health event of another account',
    'unreadable-event': 'unreadable AWS Health event',
    'own-alarm': 'Tunnelkeeper itself needs attention',
    'nothing-sent-back': 'AWS sends nothing back',
    'one-way-traffic': 'traffic flows one way only',
    posture: 'set-up reviewed',
  },
  storm: {
    about: {
      gateway: ({ total, gateway }) => `${total} connections of ${gateway}`,
      region: ({ total, region }) => `${total} connections in ${region}`,
    },
    standing: {
      outage: ({ outage, total }) => (outage === total ? 'no tunnel is up' : `no tunnel is up for ${outage}`),
      degraded: ({ degraded, total }) =>
        degraded === total ? 'one tunnel only' : `one tunnel only for ${degraded}`,
      unknown: ({ unknown = 0 }) => `AWS is not reporting the state of ${unknown}`,
      settling: () => 'up again',
      over: () => 'over',
    },
  },
  connections: (count) => `${count} connections`,
  vpnIn: (region) => `Site-to-Site VPN in ${region}`,
};
