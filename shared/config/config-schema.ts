import { z } from 'zod';
import { defaultPolicy } from '../domain/policy.ts';
import { oneOf, section } from './fields.ts';
import { incidentSchema } from './incident-schema.ts';
import { networkManagerProblem } from './network-manager.ts';
import { regionsSchema } from './regions-schema.ts';
import { restartSchema } from './restart-schema.ts';
import { slackSchema } from './slack-schema.ts';
import { stormSchema } from './storm-schema.ts';
import { allRegions } from './watched-regions.ts';

const addresses = 'a list of at most 10 different e-mail addresses';

const email = z
  .array(z.email({ error: 'an e-mail address such as "oncall@example.com"' }), { error: addresses })
  .max(10, { error: addresses })
  .refine((list) => new Set(list).size === list.length, { error: addresses })
  .describe('Addresses that get incidents and notices by e-mail. Each has to confirm its subscriptions.');

/** The retention times that CloudWatch Logs offers, up to two years. */
const retentionDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const;

const logRetentionDays = z
  .literal(retentionDays, { error: `one of ${retentionDays.join(', ')}` })
  .describe('How long the logs of the functions are kept.');

const runbookUrl = z
  .url({ protocol: /^https?$/, error: 'an http or https address' })
  .describe('Address of docs/runbook.md as your team reads it; links in messages lead there.');

const heartbeatUrl = z
  .url({ protocol: /^https$/, error: 'an https address' })
  .describe('An address outside AWS that every sweep calls, and that alerts when no call comes.');

/** Everything that can be set in `tunnelkeeper.json`, with units in the names and defaults for all but the channel. */
export const configSchema = section(
  {
    $schema: z.string({ error: 'the path of the JSON schema' }).optional().describe('For the editor.'),
    slack: slackSchema,
    regions: regionsSchema.default(allRegions),
    networkManager: oneOf(
      ['on', 'off'],
      'Whether transit gateways are registered in a global network, so that Network Manager tells of their tunnels.',
    ).default('off'),
    email: email.default([]),
    language: oneOf(['en', 'ko'], 'The language of messages: English or Korean.').default('en'),
    notices: oneOf(
      ['all', 'actionable'],
      'actionable: notices that need nobody stay out of the channel.',
    ).default(defaultPolicy.notices.tell),
    posture: oneOf(
      ['weekly', 'off'],
      'A digest of what is wrong with the set-up: once a week, and when something gets worse.',
    ).default('weekly'),
    oneWayTraffic: oneOf(
      ['on', 'off'],
      'Whether tunnels that are up are checked for traffic that goes out and never comes back.',
    ).default('on'),
    restart: restartSchema.prefault({}),
    incident: incidentSchema.prefault({}),
    storm: stormSchema.prefault({}),
    runbookUrl: runbookUrl.optional(),
    heartbeatUrl: heartbeatUrl.optional(),
    logRetentionDays: logRetentionDays.default(90),
  },
  'Configuration of Tunnelkeeper.',
).superRefine(({ regions, networkManager }, context) => {
  const [hub] = regions === allRegions ? [] : regions.filter((region) => region !== allRegions);
  const message = hub === undefined ? undefined : networkManagerProblem(networkManager, hub);
  if (message) context.addIssue({ code: 'custom', path: ['networkManager'], message });
});

export type Config = z.output<typeof configSchema>;
