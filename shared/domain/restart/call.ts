import type { Tunnel } from '../connection.ts';
import type { Incident, OptionsSent, RestartCall } from '../incident.ts';
import type { RestartPolicy } from '../policy.ts';
import { dpdTimeoutToSend, lastAttemptOn } from './attempts.ts';

/**
 * What AWS is asked to do. A replacement changes no option, but needs lifecycle control, and AWS that starts IKE afterwards; if it
 * was of no effect on this tunnel, it is not tried again. Else only those options are sent that are not so already, and the DPD
 * time-out where nothing else would make the call a call, or where the last one was of no effect.
 */
export const restartCallFor = (
  incident: Incident,
  { outsideIp, options }: Tunnel,
  { method }: Pick<RestartPolicy, 'method'>,
): RestartCall => {
  const last = lastAttemptOn(incident, outsideIp);
  const inVain = last !== undefined && !last.hadEffect;
  const dpdTimeoutSeconds = dpdTimeoutToSend(incident, outsideIp, options?.dpdTimeoutSeconds ?? 0);
  if (method === 'keep') return { method: 'modify', options: { dpdTimeoutSeconds } };
  const mayReplace = options?.lifecycleControl === true && options.startupAction === 'start';
  if (mayReplace && !(inVain && last.sent?.method === 'replace')) return { method: 'replace' };
  const differing: OptionsSent = {
    ...(options?.startupAction === 'start' ? {} : { startupAction: 'start' }),
    ...(options?.dpdTimeoutAction === 'restart' ? {} : { dpdTimeoutAction: 'restart' }),
  };
  const isChange = Object.keys(differing).length > 0;
  return {
    method: 'modify',
    options: isChange && !inVain ? differing : { ...differing, dpdTimeoutSeconds },
  };
};

/** The options as they were that the call changes; undefined where it changes none. */
export const optionsBefore = ({ options }: Tunnel, call: RestartCall): OptionsSent | undefined => {
  if (!options || call.method === 'replace') return undefined;
  const { startupAction, dpdTimeoutAction, dpdTimeoutSeconds } = call.options;
  const before: OptionsSent = {
    ...(startupAction && startupAction !== options.startupAction
      ? { startupAction: options.startupAction }
      : {}),
    ...(dpdTimeoutAction && dpdTimeoutAction !== options.dpdTimeoutAction
      ? { dpdTimeoutAction: options.dpdTimeoutAction }
      : {}),
    ...(dpdTimeoutSeconds !== undefined && dpdTimeoutSeconds !== options.dpdTimeoutSeconds
      ? { dpdTimeoutSeconds: options.dpdTimeoutSeconds }
      : {}),
  };
  return Object.keys(before).length > 0 ? before : undefined;
};
