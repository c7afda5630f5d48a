import { z } from 'zod';
import type { TrailSettings } from '../../services/cloudtrail/trail.ts';
import type { SupportPlan } from '../../services/health/service.ts';
import { type NetworkManagerForm, networkManagerForms } from '../../services/networkmanager/events.ts';
import { type SlackScope, slackScopes as scopes } from '../../slack/scopes.ts';
import type { WorldSettings } from '../../world/settings.ts';
import { duration } from './duration.ts';

/** How the account behaves beside its defaults. */
export interface ScenarioSettings {
  readonly world: Partial<WorldSettings>;
  readonly throttleAlarmCalls: boolean;
  readonly slackBurst: number | undefined;
  readonly slackScopes: readonly SlackScope[] | undefined;
  readonly supportPlan: SupportPlan | undefined;
  readonly trail: TrailSettings;
  readonly networkManager: NetworkManagerForm;
}

export const settings = z
  .strictObject({
    modifyTakes: duration.optional(),
    healthEventAfter: duration.optional(),
    telemetryLag: duration.optional(),
    unchangedModifyReplaces: z.boolean().optional(),
    busyError: z
      .enum(['IncorrectState', 'InvalidVpnConnection.InvalidState', 'UnsupportedOperation'])
      .optional(),
    metricDimensions: z.enum(['tunnel-and-connection', 'tunnel']).optional(),
    connectionMetrics: z.boolean().optional(),
    logStreamSeparator: z.enum(['_', '-']).optional(),
    throttleAlarmCalls: z.boolean().optional(),
    slackBurst: z.int().min(1).optional(),
    slackScopes: z.array(z.enum(scopes)).optional(),
    supportPlan: z.enum(['business', 'basic']).optional(),
    trail: z.enum(['on', 'stopped', 'none']).optional(),
    trailForm: z.enum(['lower-camel', 'wrapped']).optional(),
    trailDelay: duration.optional(),
    trailMasksSecrets: z.boolean().optional(),
    networkManager: z.enum(networkManagerForms).optional(),
    healthEventOpenFor: duration.optional(),
  })
  .transform(
    ({
      modifyTakes,
      healthEventAfter,
      healthEventOpenFor,
      telemetryLag,
      throttleAlarmCalls,
      slackBurst,
      slackScopes,
      supportPlan,
      trail,
      trailForm,
      trailDelay: trailDelayMs,
      trailMasksSecrets,
      networkManager = 'off',
      ...world
    }) =>
      ({
        world: present({
          ...world,
          modifyTakesMs: modifyTakes,
          healthEventAfterMs: healthEventAfter,
          healthEventOpenForMs: healthEventOpenFor,
          telemetryLagMs: telemetryLag,
        }),
        throttleAlarmCalls: throttleAlarmCalls ?? false,
        slackBurst,
        slackScopes,
        supportPlan,
        trail: { trail, trailForm, trailDelayMs, trailMasksSecrets },
        networkManager,
      }) satisfies ScenarioSettings,
  );

/** Without what is undefined, so that it replaces no default. */
const present = (
  members: {
    readonly [K in keyof WorldSettings]?: WorldSettings[K] | undefined;
  },
): Partial<WorldSettings> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
