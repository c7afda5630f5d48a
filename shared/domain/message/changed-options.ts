import type { Incident, OptionsSent, RestartAttempt } from '../incident.ts';
import type { MessageCatalogue } from './catalogue.ts';

/** What restarts have changed for good, and how it is put back: one line for each tunnel. */
export const changedOptionsLines = (
  { region, connectionId }: Incident,
  attempts: readonly RestartAttempt[],
  words: MessageCatalogue,
): readonly string[] =>
  [...Map.groupBy(attempts.filter(isChange), ({ outsideIp }) => outsideIp)].map(([outsideIp, changes]) => {
    // What the first of them found is what somebody once chose.
    const before = spelled(Object.assign({}, ...changes.map((change) => change.before).toReversed()));
    const after = spelled(
      Object.assign({}, ...changes.map(({ sent, before: found }) => changedBy(sent, found))),
    );
    const command = `aws ec2 modify-vpn-tunnel-options --region ${region} --vpn-connection-id ${connectionId} --vpn-tunnel-outside-ip-address ${outsideIp} --tunnel-options ${before}`;
    return words.incident.optionsChanged({ outsideIp, before, after, command });
  });

const isChange = ({ before, call }: RestartAttempt): boolean =>
  before !== undefined && (call === 'accepted' || call === 'uncertain' || call === 'intended');

const changedBy = (sent: RestartAttempt['sent'], before: OptionsSent = {}): OptionsSent =>
  sent?.method === 'modify'
    ? Object.fromEntries(Object.entries(sent.options).filter(([option]) => Object.hasOwn(before, option)))
    : {};

const spelled = ({ startupAction, dpdTimeoutAction, dpdTimeoutSeconds }: OptionsSent): string =>
  [
    ...(startupAction ? [`StartupAction=${startupAction}`] : []),
    ...(dpdTimeoutAction ? [`DPDTimeoutAction=${dpdTimeoutAction}`] : []),
    ...(dpdTimeoutSeconds === undefined ? [] : [`DPDTimeoutSeconds=${dpdTimeoutSeconds}`]),
  ].join(',');
