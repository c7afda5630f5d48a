import {
  BootstraplessSynthesizer,
  CfnOutput,
  type DefaultStackSynthesizer,
  type IStackSynthesizer,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { productVersion } from '../shared/config/product-version.ts';
import { StackOutput } from '../shared/contracts/stack.ts';
import { spokeAlarms } from './constructs/alarm-registry.ts';
import type { WatchedEvents } from './constructs/event-patterns.ts';
import { Forwarding } from './constructs/forwarding.ts';
import { type AlarmText, messagesIn, oneOrMore, selfAlarm } from './constructs/self-alarm.ts';

export interface SpokeStackProps extends StackProps {
  readonly hub: Stack;
  readonly events: Readonly<Record<string, WatchedEvents>>;
  readonly text: AlarmText;
}

/**
 * All that another region than the hub needs: its events reach the hub, whose functions work on this region from there.
 * The alarm has no action, because a topic can take none of another region; the sweep function looks at it instead.
 */
export class SpokeStack extends Stack {
  constructor(scope: Construct, id: string, { hub, events, text, ...props }: SpokeStackProps) {
    super(scope, id, { ...props, synthesizer: withRolesOf(hub) });
    this.addStackDependency(hub, 'Whatever is forwarded finds the hub listening.');
    const { unforwardedEvents } = new Forwarding(this, 'Forwarding', { hubRegion: hub.region, events });
    selfAlarm(this, 'UnforwardedEvents', {
      article: spokeAlarms.unforwardedEvents,
      metric: messagesIn(unforwardedEvents),
      condition: oneOrMore,
      actions: [],
      endActions: [],
      text,
    });
    new CfnOutput(this, StackOutput.version, { value: productVersion });
    new CfnOutput(this, 'UnforwardedEventsQueueUrl', { value: unforwardedEvents.queueUrl });
  }
}

/** Nothing but a template is deployed, so that the region needs no bootstrap: roles of the hub's serve, as IAM is global. */
const withRolesOf = ({ synthesizer }: Stack): IStackSynthesizer => {
  const roles = synthesizer as DefaultStackSynthesizer;
  return new BootstraplessSynthesizer({
    deployRoleArn: roles.deployRoleArn,
    cloudFormationExecutionRoleArn: roles.cloudFormationExecutionRoleArn,
  }) as IStackSynthesizer;
};
