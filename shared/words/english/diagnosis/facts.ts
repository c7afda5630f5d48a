import type { FactWords } from '../../../domain/diagnosis/diagnosis-words.ts';

const verb = (count: number): string => (count === 1 ? 'carries' : 'carry');

/** What surrounds an incident: a value of 110 characters is shown in full everywhere. */
export const fact: FactWords = {
  lastTraffic: {
    label: (outsideIp) => `Traffic on ${outsideIp}`,
    until: ({ until, amount }) => `until ${until}, ${amount} a minute`,
    none: (hours) => `none in the ${hours === 1 ? 'hour' : `${hours} hours`} before the fall`,
  },
  takeover: {
    label: 'Other tunnel',
    value: {
      'took-over': ({ peer, fallen, amountPerMinute }) =>
        `${peer} took over from ${fallen} (${amountPerMinute} a minute)`,
      partly: ({ peer, fallen, amountPerMinute }) =>
        `${peer} carries less than half of what both did; ${fallen} had ${amountPerMinute} a minute`,
      'no-traffic': ({ peer, fallen, amountPerMinute }) =>
        `${peer} is up, but carries no traffic; ${fallen} had ${amountPerMinute} a minute`,
      'nothing-back': ({ peer, fallen, amountPerMinute }) =>
        `AWS sends over ${peer}, and nothing comes back; ${fallen} had ${amountPerMinute} a minute`,
    },
  },
  attachment: {
    label: 'Attachment',
    value: ({ id, state, routeTable }) => `${id}, ${state}, route table ${routeTable}`,
    withoutRouteTable: ({ id, state }) =>
      `${id}, ${state}; warning: not associated with any route table that can be seen`,
  },
  certificate: {
    label: 'Authentication',
    value: (arn) => `certificate of the gateway, ${arn}`,
  },
  prefixes: {
    label: 'BGP prefixes',
    value: ({ outsideIp, received, limit }) =>
      `${received} received on ${outsideIp}, limit ${limit}: AWS warns`,
  },
  related: {
    gateway: {
      label: 'Same customer gateway',
      value: (_gateway, { total, carrying }) =>
        carrying > 0
          ? `${carrying} of ${total} other connections ${verb(carrying)} traffic: device and line are alive`
          : `none of ${total} other connections carries traffic: look at the device and its line`,
    },
    site: {
      label: 'Same site',
      value: (site, { total, carrying }) =>
        `${site}: ${carrying} of ${total} other connections ${verb(carrying)} traffic`,
    },
    target: {
      label: 'Same target',
      value: (target, { total, carrying }) =>
        `${target}: ${carrying} of ${total} other connections ${verb(carrying)} traffic`,
    },
  },
  healthEvent: {
    label: 'AWS Health',
    value: ({ code, upcoming, at, text }) =>
      [at === '' ? code : `${code}, ${upcoming ? 'from' : 'since'} ${at}`, text].filter(Boolean).join(': '),
  },
  maintenance: {
    label: 'Maintenance',
    value: ({ outsideIp, deadline }) =>
      deadline === ''
        ? `pending for ${outsideIp}`
        : `pending for ${outsideIp}; AWS applies it by itself after ${deadline}`,
  },
};
