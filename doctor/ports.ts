import type { EpochMs } from '../shared/domain/time.ts';

/** What the doctor asks beside what the functions ask. All of it reads; where AWS refuses, an `AwsCallError` is thrown. */

export interface Identity {
  readonly accountId: string;
  /** ARN of whoever asks. */
  readonly caller: string;
}

export interface Account {
  whoAmI(): Promise<Identity>;
}

/** `off`: the account has not opted into it. */
export type RegionState = 'on' | 'off';

export interface Regions {
  /** Every region that AWS has for the account, asked in `askIn`. */
  list(askIn: string): Promise<ReadonlyMap<string, RegionState>>;
}

export interface DeployedStack {
  /** CloudFormation's word. */
  readonly status: string;
  readonly changedAt: EpochMs | undefined;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface Stacks {
  find(region: string, stackName: string): Promise<DeployedStack | undefined>;
}

export interface Trail {
  readonly name: string;
  readonly isLogging: boolean;
  /** Whether changes that people make through the API are among what it logs. `unknown`: the owner's trail may not be looked into. */
  readonly logsChanges: boolean | 'unknown';
}

export interface Trails {
  /** Those that log the region's events, wherever they are at home. */
  list(region: string): Promise<readonly Trail[]>;
}

export interface SlackIdentity {
  readonly workspace: string;
  readonly bot: string;
  /** Undefined: Slack did not say. */
  readonly scopes: readonly string[] | undefined;
}

export interface SlackChannelInfo {
  readonly id: string;
  readonly name: string;
  readonly isMember: boolean;
  readonly isArchived: boolean;
  readonly isPrivate: boolean;
}

/** Slack's own word for why not, or `timeout`, `network`, `rate-limited`, … where it gave no answer. */
export interface SlackRefusal {
  readonly refusal: string;
}

/** Slack as a bot sees it. Nothing is posted, and nothing is thrown. */
export interface SlackBot {
  identify(): Promise<SlackIdentity | SlackRefusal>;
  /** By id: names are not taken. */
  channel(id: string): Promise<SlackChannelInfo | SlackRefusal>;
  /** The channels that the bot is in, of the kinds that its scopes let it see. */
  ownChannels(scopes: readonly string[]): Promise<readonly SlackChannelInfo[] | SlackRefusal>;
}
