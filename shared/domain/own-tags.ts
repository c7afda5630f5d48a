import { slackChannel } from '../contracts/slack-channel.ts';

interface Allowed {
  readonly pattern: RegExp;
  /** In words. */
  readonly values: readonly string[];
}

const onOrOff: Allowed = { pattern: /^(?:on|off)$/i, values: ['on', 'off'] };

/** The tags with which the owner of a connection speaks to Tunnelkeeper, and what each may say. Undefined: anything. */
const ownTags: Readonly<Record<string, Allowed | undefined>> = {
  'tunnelkeeper:restart': onOrOff,
  'tunnelkeeper:watch': onOrOff,
  'tunnelkeeper:channel': { pattern: slackChannel, values: ['C0123456789', '#name'] },
  'tunnelkeeper:site': undefined,
};

/** A tag that is meant for Tunnelkeeper and means nothing to it, so that the policy holds as if it were not there. */
export interface MistakenTag {
  readonly key: string;
  readonly value: string;
  readonly mistake: 'unknown-key' | 'unknown-value';
  /** Keys or values that mean something. */
  readonly allowed: readonly string[];
}

export const mistakenTags = (tags: Readonly<Record<string, string>>): readonly MistakenTag[] =>
  Object.entries(tags).flatMap(([key, value]): readonly MistakenTag[] => {
    if (!key.toLowerCase().startsWith('tunnelkeeper:')) return [];
    if (!Object.hasOwn(ownTags, key)) {
      return [{ key, value, mistake: 'unknown-key', allowed: Object.keys(ownTags) }];
    }
    const allowed = ownTags[key];
    if (!allowed || allowed.pattern.test(value.trim())) return [];
    return [{ key, value, mistake: 'unknown-value', allowed: allowed.values }];
  });
