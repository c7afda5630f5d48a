import type { UnreadWords } from '../../../domain/diagnosis/diagnosis-words.ts';

const about = (preposition: string, what: string): string => (what === '' ? '' : ` ${preposition} ${what}`);

/** What could not be looked at, and why: `tunnel log: access denied to /aws/vpn/x`. */
export const unread: UnreadWords = {
  source: {
    'tunnel-log': 'tunnel log',
    traffic: 'metrics of the tunnels',
    'health-events': 'AWS Health events',
    attachment: 'transit gateway attachment',
    maintenance: 'pending maintenance',
    'customer-gateway': 'customer gateway',
    related: 'other connections',
  },
  reason: {
    denied: ({ what }) => `access denied${about('to', what)}`,
    'not-found': ({ what }) => `not found${about('as', what)}`,
    throttled: ({ what }) => `too many calls${about('for', what)}`,
    'timed-out': ({ what }) => `no answer in time${about('from', what)}`,
    'not-subscribed': () => 'not part of the support plan of this account',
    failed: ({ what, code }) => `failed${about('for', what)}${code === '' ? '' : ` (${code})`}`,
  },
};
