import { createDiagnoseHandler } from '../../functions/diagnose/handler.ts';
import { createHealthEventHandler } from '../../functions/health-event/handler.ts';
import { createRestartTunnelHandler } from '../../functions/restart-tunnel/handler.ts';
import { createReviewHandler } from '../../functions/review/handler.ts';
import { createSetupHandler } from '../../functions/setup/handler.ts';
import { createSlackNotifierHandler } from '../../functions/slack-notifier/handler.ts';
import { createSweepHandler } from '../../functions/sweep/handler.ts';
import { createTunnelAlarmHandler } from '../../functions/tunnel-alarm/handler.ts';
import { createVpnChangeHandler } from '../../functions/vpn-change/handler.ts';
import type { DiagnosisWords } from '../../shared/domain/diagnosis/diagnosis-words.ts';
import type { MessageCatalogue } from '../../shared/domain/message/catalogue.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { PostureWords } from '../../shared/domain/posture/posture-words.ts';
import type { ReachWords } from '../../shared/domain/reach/reach-words.ts';
import { createLook } from '../../shared/intake/look.ts';
import type { FunctionName } from '../platform/function-name.ts';
import type { Handler, Invocation } from '../platform/lambda.ts';
import { ownRoleArn } from '../world/cloudtrail.ts';
import type { Ports } from './ports.ts';

export interface FunctionSettings {
  readonly policy: Policy;
  readonly accountId: string;
  /** That the configuration names. */
  readonly regions: readonly string[];
  /** Whether the others are watched as well. */
  readonly findsOthers: boolean;
  readonly words: MessageCatalogue;
  readonly diagnosisWords: DiagnosisWords;
  readonly postureWords: PostureWords;
  readonly reachWords: ReachWords;
  readonly channel: string;
}

/** The product's handlers, put together as their `deps.ts` do it, afresh for each invocation. */
export const createHandlers = (
  settings: FunctionSettings,
  portsOf: (invocation: Invocation) => Ports,
): Readonly<Record<FunctionName, Handler>> => {
  const { policy, accountId, regions, words } = settings;
  const [hubRegion = ''] = regions;
  const deciding = (invocation: Invocation) => {
    const ports = portsOf(invocation);
    const { startTimer } = ports.evidence;
    return {
      ...ports,
      regionFinder: settings.findsOthers ? ports.regionFinder : undefined,
      startTimer,
      words,
      policy,
      accountId,
      runbookUrl: undefined,
      now: invocation.now,
    };
  };
  return {
    sweep: (invocation) => {
      const deps = deciding(invocation);
      const handler = createSweepHandler({
        ...deps,
        look: createLook(deps),
        reachWords: settings.reachWords,
        ownAlarms: { list: async () => [] },
        hubRegion,
        spokes: [],
        regions,
        sleep: invocation.sleep,
      });
      return (input) => handler(input, invocation);
    },
    'tunnel-alarm': (invocation) => {
      const deps = deciding(invocation);
      return createTunnelAlarmHandler({ ...deps, look: createLook(deps), regions });
    },
    'health-event': (invocation) => {
      const deps = deciding(invocation);
      return createHealthEventHandler({ ...deps, look: createLook(deps), regions });
    },
    'vpn-change': (invocation) => {
      const deps = deciding(invocation);
      return createVpnChangeHandler({ ...deps, look: createLook(deps), regions, ownRoleArn });
    },
    'restart-tunnel': (invocation) => {
      const deps = deciding(invocation);
      const { metrics, logs } = deps.evidence;
      const handler = createRestartTunnelHandler({ ...deps, metrics, logs });
      return (input) => handler(input as Parameters<typeof handler>[0]);
    },
    diagnose: (invocation) => {
      const handler = createDiagnoseHandler({
        ...deciding(invocation),
        diagnosisWords: settings.diagnosisWords,
        postureWords: settings.postureWords,
      });
      return (input) => handler(input as Parameters<typeof handler>[0]);
    },
    review: (invocation) => {
      const deps = deciding(invocation);
      const { metrics, maintenance } = deps.evidence;
      return createReviewHandler({
        ...deps,
        metrics,
        maintenance,
        postureWords: settings.postureWords,
        othersWatched: settings.findsOthers,
        regions,
        slackOnly: false,
      });
    },
    setup: (invocation) => {
      const deps = deciding(invocation);
      const handler = createSetupHandler({
        ...deps,
        look: createLook(deps),
        reachWords: settings.reachWords,
        regions,
        hubRegion,
        ownAlarms: { list: async () => [] },
        secretName: 'tunnelkeeper/slack',
        tableName: 'tunnelkeeper',
        channel: settings.channel,
        slackOnly: false,
        sleep: invocation.sleep,
      });
      return (input) => handler(input, invocation);
    },
    'slack-notifier': (invocation) => {
      const handler = createSlackNotifierHandler({
        ...portsOf(invocation),
        words,
        ownAlarms: { list: async () => [] },
        accountId,
        region: hubRegion,
        runbookUrl: undefined,
        defaultChannel: settings.channel,
        now: invocation.now,
      });
      return (input) => handler(input as Parameters<typeof handler>[0], invocation);
    },
  };
};
