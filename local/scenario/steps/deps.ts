import type { Clock, Journal } from '../../contract.ts';
import type { Deploying } from '../../services/cloudformation/stack-life.ts';
import type { Trail } from '../../services/cloudtrail/trail.ts';
import type { World } from '../../world/world.ts';
import type { EventRoute } from '../event-trouble.ts';
import type { AddableFaults } from '../faults.ts';

/** What steps act upon. */
export interface StepDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly world: World;
  readonly faults: AddableFaults;
  readonly events: EventRoute;
  /** Tells of what people do with the account's API. */
  readonly trail: Trail;
  /** The region of what a step names no region for. */
  readonly region: string;
  /** Puts a message into the queues with a name that contains `queue`. */
  readonly sendToQueue: (queue: string, body: string, groupId?: string) => void;
  /** Runs the custom resources of the stacks, as their deployment does, with what CloudFormation takes back. */
  readonly deployStacks: (how: Deploying) => void;
  /** Takes rules and schedules away, then runs the custom resources, as the deletion of the stacks does. */
  readonly removeStacks: () => void;
  readonly setAlarm: (region: string, alarm: string, state: AlarmStateValue, reason: string) => void;
}

type AlarmStateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
