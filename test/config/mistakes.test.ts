import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../shared/config/config-error.ts';
import { parseConfig } from '../../shared/config/parse-config.ts';

const fixtures = join(import.meta.dirname, 'fixtures');

/** Fixture → what its error says, after the name of the file. */
const mistakes: Readonly<Record<string, readonly string[]>> = {
  'not-json-comma.txt': ['not JSON at line 3, column 1: Expected double-quoted property name'],
  'not-json-unfinished.txt': ["not JSON at line 3, column 1: Expected ',' or '}' after property value"],
  'not-json-empty.txt': ['not JSON at line 1, column 1: Unexpected end of JSON input'],
  'not-an-object.json': ['the whole file: received ["#vpn-alerts"]; allowed is an object'],
  'slack-missing.json': [
    'slack: received nothing; allowed is an object such as { "channel": "#vpn-alerts" }',
  ],
  'channel-missing.json': [
    'slack.channel: received nothing; allowed is a channel id such as "C0123456789" or a name such as "#vpn-alerts"',
  ],
  'channel-without-hash.json': [
    'slack.channel: received "vpn-alerts"; allowed is a channel id such as "C0123456789" or a name such as "#vpn-alerts"',
  ],
  'secret-name-with-blank.json': [
    'slack.secretName: received "my secret"; allowed is the name of a secret in Secrets Manager, never the secret itself',
  ],
  'regions-none.json': [
    'regions: received []; allowed is "all", or a list of different regions, the first of which is the hub, such as ["us-east-1"] or ["us-east-1", "all"]',
  ],
  'regions-a-word.json': [
    'regions: received "us-east-1"; allowed is "all", or a list of different regions, the first of which is the hub, such as ["us-east-1"] or ["us-east-1", "all"]',
  ],
  'regions-all-twice.json': ['regions[2]: received "all"; allowed is each region once'],
  'regions-a-number.json': ['regions[1]: received 7; allowed is the code of a region, such as "us-east-1"'],
  'regions-twice.json': ['regions[2]: received "us-east-1"; allowed is each region once'],
  'regions-of-two-partitions.json': [
    'regions[1]: received "cn-north-1"; allowed is a region of the partition of the hub us-east-1 (aws), which an account cannot leave',
  ],
  'region-a-zone.json': [
    'regions[0]: received "us-east-1a"; allowed is the code of a region, such as "us-east-1"; did you mean "us-east-1"?',
  ],
  'region-misspelt.json': [
    'regions[0]: received "us-esat-1"; allowed is the code of a region, such as "us-east-1"; did you mean "us-east-1"?',
    'regions[1]: received "eu-wset-1"; allowed is the code of a region, such as "us-east-1"; did you mean "eu-west-1"?',
  ],
  'region-of-no-partition.json': [
    'regions[1]: received "mars-north-1"; allowed is the code of a region, such as "us-east-1"',
  ],
  'network-manager-elsewhere.json': [
    'networkManager: received "on"; allowed is "off" in us-gov-west-1: Network Manager tells in us-west-2 only, which an account of this partition cannot reach',
  ],
  'email-not-an-address.json': [
    'email[1]: received "oncall"; allowed is an e-mail address such as "oncall@example.com"',
  ],
  'email-twice.json': [
    'email: received ["oncall@example.com","oncall@example.com"]; allowed is a list of at most 10 different e-mail addresses',
  ],
  'notices-unknown-word.json': ['notices: received "some"; allowed is "all" or "actionable"'],
  'language-unknown.json': ['language: received "de"; allowed is "en" or "ko"'],
  'mode-unknown-word.json': ['restart.mode: received "auto"; allowed is "on" or "tagged" or "off"'],
  'method-unknown-word.json': ['restart.method: received "replace"; allowed is "initiate" or "keep"'],
  'verify-too-soon.json': [
    'restart.verifyWithinMinutes: received 4; allowed is a whole number of minutes from 5 to 60',
  ],
  'attempts-too-many.json': ['restart.maximumAttempts: received 11; allowed is a whole number from 0 to 10'],
  'minutes-a-text.json': [
    'restart.cooldownMinutes: received "30"; allowed is a whole number of minutes from 10 to 1440',
  ],
  'hours-a-fraction.json': [
    'incident.remindOutageEveryHours: received 0.5; allowed is a whole number of hours from 1 to 168',
  ],
  'incident-null.json': ['incident: received null; allowed is an object'],
  'runbook-not-an-address.json': [
    'runbookUrl: received "docs/runbook.md"; allowed is an http or https address',
  ],
  'retention-not-offered.json': [
    'logRetentionDays: received 10; allowed is one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731',
  ],
  'unknown-key-close.json': [
    'restart.maxAttempts: received 3, but there is no such key; did you mean "maximumAttempts"?',
  ],
  'unknown-key-beginning.json': [
    'slack.secret: received "vpn/slack", but there is no such key; did you mean "secretName"?',
  ],
  'unknown-key-far.json': [
    'colour: received "red", but there is no such key; allowed are $schema, slack, regions, networkManager, email, language, notices, posture, oneWayTraffic, restart, incident, storm, runbookUrl, heartbeatUrl, logRetentionDays',
  ],
  'everything-wrong.json': [
    'slack.channel: received 7; allowed is a channel id such as "C0123456789" or a name such as "#vpn-alerts"',
    'restart.maximumAttempts: received 99; allowed is a whole number from 0 to 10',
    'restart.mod: received "on", but there is no such key; did you mean "mode"?',
    'notice: received "all", but there is no such key; did you mean "notices"?',
  ],
};

describe('every mistake in a configuration is named with its place, what was received and what is allowed', () => {
  it.each(Object.entries(mistakes))('%s', (fixture, expected) => {
    const text = readFileSync(join(fixtures, fixture), 'utf8');
    expect(() => parseConfig(text, 'tunnelkeeper.json')).toThrow(
      new ConfigError('tunnelkeeper.json', expected),
    );
  });

  it('has an expectation for every fixture', () => {
    expect(readdirSync(fixtures).sort()).toEqual(Object.keys(mistakes).sort());
  });

  it('begins with the number of mistakes', () => {
    expect(new ConfigError('tunnelkeeper.json', ['one thing']).message).toBe(
      'tunnelkeeper.json has a mistake:\n- one thing',
    );
    expect(new ConfigError('tunnelkeeper.json', ['one thing', 'another']).message).toBe(
      'tunnelkeeper.json has 2 mistakes:\n- one thing\n- another',
    );
  });
});
