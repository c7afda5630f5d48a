import type { LogEvent } from '../../../local/services/logs/log-store.ts';
import type { ConnectionDescription, TunnelDescription } from '../../../local/world/estate.ts';
import type { WorldSettings } from '../../../local/world/settings.ts';
import { accountId, region, type Stage, stage } from './fixture.ts';

export const groupName = '/aws/vpn/frankfurt';
const groupArn = `arn:aws:logs:${region}:${accountId}:log-group:${groupName}:*`;

export const gatewayIp = '198.51.100.20';

interface LoggedOptions {
  readonly options?: TunnelDescription['options'];
  readonly peer?: TunnelDescription['peer'];
  readonly state?: 'up' | 'down';
  readonly connection?: Partial<ConnectionDescription>;
  readonly gatewayIp?: string | null;
  readonly settings?: Partial<WorldSettings>;
}

/** A world whose first tunnel keeps both logs. */
export const loggedStage = ({ options, peer, state, ...rest }: LoggedOptions = {}): Stage =>
  stage({
    gatewayIp,
    ...rest,
    first: {
      ...(peer && { peer }),
      ...(state && { state }),
      options: { logGroupArn: groupArn, bgpLogGroupArn: groupArn, ...options },
    },
  });

export const eventsOf = ({ logs }: Stage): readonly LogEvent[] => logs.find(region, groupName)?.events ?? [];

export type JsonLine = Readonly<Record<string, unknown>> & {
  readonly message?: Readonly<Record<string, unknown>>;
};

const linesOf = (scene: Stage, ending: string): readonly JsonLine[] =>
  eventsOf(scene)
    .filter(({ streamName }) => streamName.endsWith(ending))
    .map(({ message }) => JSON.parse(message) as JsonLine);

export const activityLines = (scene: Stage): readonly JsonLine[] => linesOf(scene, '-IKE.log');
export const bgpLines = (scene: Stage): readonly JsonLine[] => linesOf(scene, '-BGP.log');

/** Message and both phases. */
export const activities = (scene: Stage): readonly (readonly unknown[])[] =>
  activityLines(scene).map((line) => [line['details'], line['ike_phase1_state'], line['ike_phase2_state']]);

/** Status and message of what is told of sessions. */
export const sessionNews = (scene: Stage): readonly string[] =>
  bgpLines(scene)
    .filter(({ type }) => type === 'BGPStatus')
    .map(({ status, message }) => `${status} ${message?.['details']}`);

export const routeLines = (scene: Stage): readonly JsonLine[] =>
  bgpLines(scene).filter(({ type }) => type === 'RouteStatus');
