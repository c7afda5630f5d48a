import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../shared/config/config-error.ts';
import { parseConfig } from '../../shared/config/parse-config.ts';
import { policyOf } from '../../shared/config/policy-of.ts';
import { readConfig } from '../../shared/config/read-config.ts';
import { defaultPolicy } from '../../shared/domain/policy.ts';
import { daysMs, hoursMs, minutesMs, secondsMs } from '../../shared/domain/time.ts';

const root = join(import.meta.dirname, '../..');
const good = { slack: { channel: '#vpn-alerts' } };
const parsed = (settings: object) => parseConfig(JSON.stringify({ ...good, ...settings }), 'test.json');

describe('a good configuration', () => {
  it('needs nothing but a Slack channel', () => {
    expect(parsed({})).toMatchObject({
      slack: { channel: '#vpn-alerts', secretName: 'tunnelkeeper/slack' },
      regions: 'all',
      email: [],
      notices: 'all',
      logRetentionDays: 90,
    });
  });

  it('has the defaults of the policy', () => {
    expect(policyOf(parsed({}))).toEqual(defaultPolicy);
  });

  it('is shipped', () => {
    expect(policyOf(readConfig(join(root, 'tunnelkeeper.json')))).toEqual(defaultPolicy);
  });

  it('turns every unit into milliseconds, each into its own place', () => {
    const policy = policyOf(
      parsed({
        notices: 'actionable',
        incident: {
          confirmOutageAfterSeconds: 1,
          confirmDegradedAfterSeconds: 2,
          stableForMinutes: 4,
          flappingFalls: 5,
          flappingWindowMinutes: 16,
          remindOutageEveryHours: 7,
          remindDegradedEveryHours: 8,
        },
        restart: {
          mode: 'tagged',
          method: 'keep',
          minimumDownMinutes: 9,
          changeSettlingMinutes: 22,
          peerSettlingMinutes: 11,
          endpointReplacementMinutes: 12,
          cooldownMinutes: 13,
          busyRetryMinutes: 14,
          verifyWithinMinutes: 17,
          selfRecoveryMinutes: 23,
          maximumAttempts: 6,
          accountLimit: 18,
          accountLimitWindowMinutes: 61,
          gatewayWideConnections: 19,
          gatewayWideWindowMinutes: 21,
        },
        storm: { incidents: 22, withinMinutes: 23, calmAfterMinutes: 24 },
      }),
    );
    expect(policy).toEqual({
      incident: {
        confirmOutageAfterMs: secondsMs(1),
        confirmDegradedAfterMs: secondsMs(2),
        stableForMs: minutesMs(4),
        flappingFalls: 5,
        flappingWindowMs: minutesMs(16),
        remindOutageEveryMs: hoursMs(7),
        remindDegradedEveryMs: hoursMs(8),
      },
      restart: {
        mode: 'tagged',
        method: 'keep',
        minimumDownMs: minutesMs(9),
        changeSettlingMs: minutesMs(22),
        peerSettlingMs: minutesMs(11),
        endpointReplacementMs: minutesMs(12),
        cooldownMs: minutesMs(13),
        busyRetryMs: minutesMs(14),
        verifyWithinMs: minutesMs(17),
        selfRecoveryMs: minutesMs(23),
        maximumAttempts: 6,
        accountLimit: 18,
        accountLimitWindowMs: minutesMs(61),
        gatewayWideConnections: 19,
        gatewayWideWindowMs: minutesMs(21),
      },
      storm: { incidents: 22, windowMs: minutesMs(23), calmAfterMs: minutesMs(24) },
      notices: { tell: 'actionable', repeatAfterMs: daysMs(30), restartEchoMs: hoursMs(1) },
      review: { oneWayTraffic: true, digestEveryMs: daysMs(7) },
    });
  });

  it('switches the review of the set-up and of the traffic off', () => {
    expect(policyOf(parsed({ posture: 'off', oneWayTraffic: 'off' })).review).toEqual({
      oneWayTraffic: false,
      digestEveryMs: 0,
    });
  });

  it('speaks English unless told otherwise', () => {
    expect(parsed({}).language).toBe('en');
    expect(parsed({ language: 'ko' }).language).toBe('ko');
  });

  it('may begin with a byte order mark', () => {
    expect(parseConfig(`\uFEFF${JSON.stringify(good)}`, 'test.json').slack.channel).toBe('#vpn-alerts');
  });

  it.each(['#vpn-alerts', '#netz-störungen', '#警报', 'C0123456789', 'G0123ABCDEF'])(
    'takes %s for a channel',
    (channel) => {
      expect(parsed({ slack: { channel } }).slack.channel).toBe(channel);
    },
  );
});

describe('a configuration with a mistake', () => {
  it('cannot be read if there is no file', () => {
    expect(() => readConfig(join(root, 'nowhere.json'))).toThrow(
      /^nowhere\.json has a mistake:\n- cannot be read: Error: ENOENT/,
    );
  });

  it('never shows what looks like a Slack secret', () => {
    const webhook = 'https://hooks.slack.com/services/T0/B0/abc';
    expect(() =>
      parsed({ slack: { channel: '#a', secretName: 'xoxb-123' }, runbookUrl: { webhook } }),
    ).toThrow(
      new ConfigError('test.json', [
        'slack.secretName: received what looks like a Slack secret (not shown); allowed is the name of a secret in Secrets Manager, never the secret itself',
        'runbookUrl: received what looks like a Slack secret (not shown); allowed is an http or https address',
      ]),
    );
  });

  it('cuts a long value short', () => {
    expect(() => parsed({ notices: 'a'.repeat(5000) })).toThrow(
      new ConfigError('test.json', [
        `notices: received "${'a'.repeat(79)}…; allowed is "all" or "actionable"`,
      ]),
    );
  });
});
