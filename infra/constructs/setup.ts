import { CustomResource, Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IDependable } from 'constructs';
import {
  type FunctionEnvironment,
  type FunctionSettings,
  ServiceFunction,
  wholeRegionMemoryMb,
} from './service-function.ts';

export interface SetupProps {
  readonly settings: FunctionSettings;
  readonly environment: FunctionEnvironment;
  readonly failedEvents: IQueue;
  readonly regions: readonly string[];
  /** Whatever makes another run worth while when it changes. */
  readonly configuration: string;
}

/** Looks at everything once while it is deployed, and takes its alarms away when it is removed. */
export class Setup extends Construct {
  readonly setup: ServiceFunction;
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: SetupProps) {
    super(scope, id);
    const timeout = Duration.minutes(15);
    this.setup = new ServiceFunction(this, 'Setup', {
      settings: props.settings,
      folder: 'setup',
      description: 'looks at everything once when deployed, and removes its alarms when removed',
      timeout,
      memoryMb: wholeRegionMemoryMb,
      environment: props.environment,
      asynchronous: {
        retryAttempts: 2,
        maxEventAge: Duration.hours(1),
        failedEvents: props.failedEvents,
      },
    });
    this.resource = new CustomResource(this, 'Run', {
      serviceToken: this.setup.function.functionArn,
      resourceType: 'Custom::TunnelkeeperSetup',
      serviceTimeout: Duration.minutes(30),
      properties: { regions: [...props.regions], configuration: props.configuration },
    });
  }

  /** What must be there before the first look: whatever it says would be lost otherwise. */
  needs(...others: readonly IDependable[]): void {
    this.resource.node.addDependency(...others);
  }
}
