import type { TestedSabotage } from './by-tests.ts';
import { guardsFile } from './guards.ts';

const tested = (
  name: string,
  file: string,
  find: string,
  replace: string,
  ...tests: readonly string[]
): TestedSabotage => ({
  name,
  edits: [{ file, find, replace }],
  tests: tests.map((test) => `test/${test}.test.ts`),
});

/** Rules of telling. */
const telling: readonly TestedSabotage[] = [
  tested(
    'an alarm on Tunnelkeeper itself that lasts is told again',
    'functions/sweep/self-alarms.ts',
    'if (!announcement) return;',
    'if (announcement) return;',
    'functions/sweep/self-alarms',
  ),
  tested(
    'each further message that could not be delivered rings',
    'shared/domain/message/self-alarms.ts',
    'text: text.again(meaning), loud: true }];',
    'text: text.again(meaning) }];',
    'domain/message/self-alarms',
  ),
  tested(
    'an alarm on Tunnelkeeper itself is told as over',
    'shared/domain/message/self-alarms.ts',
    "const grade = gravest ? selfAlarmSeverity[gravest.article] : 'resolved';",
    "const grade = gravest ? selfAlarmSeverity[gravest.article] : 'warning';",
    'domain/message/self-alarms',
  ),
  tested(
    'a lease that is held is tried again within seconds',
    'functions/slack-notifier/deliver.ts',
    'afterMs: secondsMs(1 + spread(messageId, 3))',
    'afterMs: secondsMs(60 + spread(messageId, 3))',
    'functions/slack-notifier/deliver',
    'functions/slack-notifier/handler',
  ),
  tested(
    'of an incident that has waited only the newest state is told',
    'functions/slack-notifier/deliver.ts',
    'if (isAwaited) return',
    'if (!isAwaited && isAwaited) return',
    'functions/slack-notifier/slack-away',
    'functions/slack-notifier/deliver',
  ),
  tested(
    'the sweep calls a listener outside AWS',
    'functions/sweep/handler.ts',
    'await deps.heartbeat?.beat();',
    '',
    'functions/sweep/handler',
  ),
  tested(
    'the configured channel is told why it gets what another one refuses',
    'functions/slack-notifier/send-step.ts',
    '...(refused ? [words.own.postedHere(',
    '...(refused && !refused ? [words.own.postedHere(',
    'functions/slack-notifier/deliver',
  ),
  tested(
    'the doctor says where Slack cannot be asked what it shows',
    'doctor/checks/slack-scopes.ts',
    'unseen.length < history.length',
    'unseen.length <= history.length',
    'doctor/checks/slack',
  ),
  tested(
    'links of alarms lead to the page of the repository',
    'infra/runbook-url.ts',
    'blob/HEAD/docs/runbook.md` : undefined;',
    'docs/runbook.md` : undefined;',
    'infra/runbook-url',
  ),
  tested(
    'no alarm tells of missing sweeps before there was one',
    'infra/constructs/self-alarm.ts',
    'treatMissingData: TreatMissingData.NOT_BREACHING,',
    'treatMissingData: TreatMissingData.BREACHING,',
    'infra/self-alarms',
  ),
  tested(
    'the end of flapping rings where the connection is not well',
    'shared/domain/message/rings.ts',
    "'settled-unhealthy': true,",
    "'settled-unhealthy': false,",
    'domain/message/incident-announcement',
  ),
  tested(
    'no connection anywhere is a warning',
    'shared/domain/message/setup-message.ts',
    'const isNothing = connections === 0;',
    'const isNothing = connections < 0;',
    'domain/message/parts',
    'functions/setup/handler',
  ),
  tested(
    'where traffic never stopped it is not told as restored',
    'shared/domain/message/standing.ts',
    "return worstHealth === 'outage' ? 'restored' : 'healthy';",
    "return worstHealth !== 'healthy' ? 'restored' : 'healthy';",
    'domain/message/incident-message',
  ),
  tested(
    'what restarts have changed can be put back to what somebody once chose',
    'shared/domain/message/changed-options.ts',
    'changes.map((change) => change.before).toReversed()',
    'changes.map((change) => change.before)',
    'domain/message/changed-options',
  ),
];

/** Rules of what is known. */
const knowing: readonly TestedSabotage[] = [
  tested(
    'no data points are no evidence that a tunnel was never used',
    'shared/aws/cloudwatch/tunnel-history.ts',
    'known.has(index) && !up.has(index)',
    '!up.has(index)',
    'contract/tunnel-history',
  ),
  tested(
    'what is down without any data point is waited for, and told',
    'shared/domain/lifecycle/progress.ts',
    'if (restsOn(unproven, incident) &&',
    'if (restsOn(new Set(), incident) &&',
    'intake/look',
  ),
  tested(
    'a listing without a set of connections is a failed call',
    'shared/aws/ec2/connections.ts',
    'if (answer.VpnConnections === undefined) {',
    'if (answer.VpnConnections === undefined) return [];\n  if (answer.VpnConnections === undefined) {',
    'contract/connections',
  ),
  tested(
    'of a BGP tunnel only what is known to mean that IPsec is down counts as down',
    'shared/aws/ec2/map-tunnels.ts',
    "if (bgp) return said === 'up' ? 'up' : 'unknown';",
    "if (bgp) return said === 'up' ? 'up' : 'down';",
    'aws/map-connection',
  ),
  tested(
    'a site that has never had a route is no outage',
    'shared/domain/health.ts',
    "return neverRouted.has(tunnel.outsideIp) ? 'never-routed' : 'no-routes';",
    "return 'no-routes';",
    'domain/health',
  ),
  tested(
    'usage is kept while one listing lacks a connection',
    'shared/domain/usage.ts',
    'now - since(id) >= anotherPassMs',
    'now - since(id) >= 0',
    'domain/usage',
  ),
  tested(
    'drops are remembered across incidents',
    'shared/domain/lifecycle/start.ts',
    'drops: previous?.drops,',
    'drops: undefined,',
    'domain/lifecycle/drops',
    'domain/recurrence',
  ),
  tested(
    'that drops recur is told once',
    'shared/domain/lifecycle/drops.ts',
    'recurrenceToldAt === undefined || now - recurrenceToldAt >= dropMemoryMs;',
    'recurrenceToldAt !== 0;',
    'domain/lifecycle/drops',
  ),
  tested(
    'restarts are counted across incidents',
    'shared/domain/lifecycle/start.ts',
    'restarts: (previous?.restarts ?? []).filter(',
    'restarts: [].filter(',
    'domain/opening',
  ),
  tested(
    'a hint makes an empty region be looked at',
    'shared/domain/regions/found-regions.ts',
    "holds === 'nothing' || (holds === 'unseen'",
    "holds !== 'connections' || (holds === 'unseen'",
    'domain/regions/found-regions',
    'functions/sweep/found',
  ),
  tested(
    'a region with connections is gone only when it has been missing twice',
    'shared/domain/regions/found-regions.ts',
    "holds === 'connections' && !isMissing && !listed.includes(region)",
    'false && !isMissing && !listed.includes(region)',
    'domain/regions/found-regions',
  ),
  tested(
    'traffic that stops is dated by when it stopped',
    'shared/domain/data-path/traffic.ts',
    'since: last.at + periodMs,',
    'since: end,',
    'domain/data-path/traffic',
  ),
  tested(
    'addresses are compared as addresses',
    'shared/domain/address.ts',
    'one === other || addressKey(one) === addressKey(other);',
    'one === other;',
    'domain/address',
  ),
];

/** Rules of restarts. */
const restarting: readonly TestedSabotage[] = [
  tested(
    'what is said is the most lasting reason',
    guardsFile,
    'const longest = others.reduce((one, other) => (endOf(other) > endOf(one) ? other : one), first);',
    'const longest = first;',
    'domain/restart/guards',
  ),
  tested(
    'the call of a restart goes over a connection of its own',
    'shared/aws/client/client-config.ts',
    'httpAgent: { keepAlive: false },',
    'httpAgent: { keepAlive: true },',
    'aws/restart-outcome',
  ),
  tested(
    'a restart sends only what differs',
    'shared/domain/restart/call.ts',
    "...(options?.startupAction === 'start' ? {} : { startupAction: 'start' }),",
    "startupAction: 'start',",
    'domain/restart/call',
  ),
  tested(
    'a tunnel that has come up within the lag of telemetry is left alone',
    'functions/restart-tunnel/look-closer.ts',
    "if (stateOf(record) === 'up') return { reason: 'tunnel-up', sign };",
    '',
    'functions/restart-tunnel/restart',
  ),
  tested(
    'an outage within the lag of telemetry is left to the gateway',
    'functions/restart-tunnel/look-closer.ts',
    "return isOutage ? { reason: 'left-to-gateway', sign } : undefined;",
    'return undefined;',
    'functions/restart-tunnel/restart',
  ),
  tested(
    'the log has the say where telemetry is late',
    'functions/restart-tunnel/look-closer.ts',
    "vetoOf('tunnel-log', record, others, statesInLog(itemsOf(deps, 'tunnel-log', log)))",
    'undefined',
    'functions/restart-tunnel/restart',
  ),
  tested(
    'both tunnels in the same second are a cause',
    'shared/domain/lifecycle/causes.ts',
    'last - first > secondsMs(2)',
    'last - first >= 0',
    'domain/lifecycle/causes',
  ),
];

/** Rules of the life of a stack. */
const deploying: readonly TestedSabotage[] = [
  tested(
    'a removal is never refused',
    'functions/setup/outcome.ts',
    "RequestType === 'Create'",
    "RequestType !== 'Update'",
    'functions/setup/handler',
  ),
  tested(
    'a failed creation takes nothing from an earlier success',
    'functions/setup/handler.ts',
    'if (isOfSuccess(request)) return',
    'if (true) return',
    'functions/setup/handler',
  ),
  tested(
    'incidents of a region that is taken out are closed',
    'functions/setup/leave-regions.ts',
    '...unwatched.map((region) => closeIncidents(deps, region)),',
    '',
    'functions/setup/handler',
  ),
  tested(
    'a failed creation names the table that it leaves',
    'functions/setup/outcome.ts',
    'left ?',
    'left && !left ?',
    'functions/setup/handler',
  ),
  tested(
    'a secret may hold other keys',
    'shared/slack/credentials.ts',
    'const JsonSecret = z.object({',
    'const JsonSecret = z.strictObject({',
    'slack/credentials',
  ),
  tested(
    'a body that stalls after its headers ends in a time-out',
    'shared/aws/client/client-config.ts',
    'socketTimeout: requestTimeoutMs,',
    'socketTimeout: 3_600_000,',
    'aws/stalling-answers',
  ),
  tested(
    'the hub is the region that the environment names',
    'shared/config/watched-regions.ts',
    'const [hub = environmentRegion ?? defaultHub] = names;',
    'const [hub = defaultHub] = names;',
    'config/watched-regions',
  ),
  tested(
    'with restarts off no role may restart a tunnel',
    'infra/tunnelkeeper-stack.ts',
    "if (this.config.restart.mode !== 'off') {",
    "if (this.config.restart.mode !== 'tagged') {",
    'infra/permissions',
  ),
  tested(
    'the role of a spoke can be used for this account alone',
    'infra/constructs/forwarding.ts',
    "StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },",
    '',
    'infra/spokes',
  ),
  tested(
    'AWS Health is asked in its second home',
    'shared/aws/health/health-events.ts',
    'return readOpen(health(passive), region);',
    'throw error;',
    'contract/health-events',
  ),
];

/** Rules of causes. */
const explaining: readonly TestedSabotage[] = [
  tested(
    'phase states outrank the text',
    'shared/domain/diagnosis/log/meaning.ts',
    'return proposalOf(event) ?? documented;',
    'return documented;',
    'domain/diagnosis/log/meaning',
  ),
  tested(
    'a BGP notification of any code is read',
    'shared/domain/diagnosis/log/meaning.ts',
    'if (notification) return causeOfNotification(notification);',
    '',
    'domain/diagnosis/log/meaning',
    'domain/diagnosis/log/classify-log',
  ),
  tested(
    'a rekey collision is named before the time-out that it ends in',
    'shared/domain/diagnosis/log/ike-faults.ts',
    "cause === 'rekey-collision' &&",
    "cause === 'bgp-collision' &&",
    'domain/diagnosis/log/classify-log',
  ),
  tested(
    'a connection that is attached to nothing is a cause',
    'shared/domain/lifecycle/causes.ts',
    'connection && isNotAssociated(connection)',
    'connection && !connection',
    'domain/lifecycle/causes',
  ),
  tested(
    'so it is a finding',
    'shared/domain/posture/findings.ts',
    "'not-associated': notAssociated,",
    "'not-associated': () => undefined,",
    'domain/posture/findings',
  ),
  tested(
    'an event of Network Manager may name an outside IP alone',
    'shared/events/network-manager-event.ts',
    'if (outsideIp === undefined) return',
    'if (outsideIp !== null) return',
    'functions/vpn-change/handler',
  ),
  tested(
    'calls that change routes are looked into',
    'shared/contracts/vpn-change.ts',
    'export const changeOperations = [...connectionCalls, ...routeCalls] as const;',
    'export const changeOperations = [...connectionCalls, ...routeCalls.slice(0, 0)] as const;',
    'functions/vpn-change/handler',
  ),
  tested(
    'who deleted a route is a cause',
    'shared/domain/lifecycle/changes.ts',
    'const routed = addCall(seen, lastCallBeforeFall(seen, observation.changes, routeName), now);',
    'const routed = seen;',
    'functions/vpn-change/handler',
  ),
  tested(
    'of an AWS Health event only what is not resolved needs somebody',
    'shared/events/health-event.ts',
    'isSettled: /^(?:RESOLVED|UNIMPAIRED)$/i.test(',
    'isSettled: /^$ /i.test(',
    'events/health-event',
  ),
  tested(
    'of several attachments the associated one counts',
    'shared/domain/diagnosis/attachment-in-use.ts',
    '.toSorted((one, other) => useOf(other) - useOf(one))[0];',
    '[0];',
    'domain/diagnosis/attachment-in-use',
  ),
];

/** Rules that no run can show, as they are about words, a deployment or a single call. */
export const testedSabotages: readonly TestedSabotage[] = [
  ...telling,
  ...knowing,
  ...restarting,
  ...deploying,
  ...explaining,
];
