import { CustomResource, Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IDependable } from 'constructs';
import { productVersion } from '../../shared/config/product-version.ts';
import { SetupAnswer } from '../../shared/contracts/stack.ts';
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

/** Two runs and the minute between them: a function that crashes cannot answer, and is run again. */
const longest = Duration.minutes(15);

/** Looks at everything once while it is deployed, and takes its alarms away when it is removed. */
export class Setup extends Construct {
  readonly setup: ServiceFunction;
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: SetupProps) {
    super(scope, id);
    this.setup = new ServiceFunction(this, 'Setup', {
      settings: props.settings,
      folder: 'setup',
      description: 'looks at everything once when deployed, and removes its alarms when removed',
      timeout: Duration.minutes(5),
      memoryMb: wholeRegionMemoryMb,
      environment: props.environment,
      asynchronous: {
        retryAttempts: 2,
        maxEventAge: longest,
        failedEvents: props.failedEvents,
      },
    });
    this.resource = new CustomResource(this, 'Run', {
      serviceToken: this.setup.function.functionArn,
      resourceType: 'Custom::TunnelkeeperSetup',
      serviceTimeout: longest,
      properties: {
        regions: [...props.regions],
        configuration: props.configuration,
        version: productVersion,
      },
    });
  }

  /** What could not be done the last time, in words. */
  get warnings(): string {
    return this.resource.getAttString(SetupAnswer.warnings);
  }

  /** What must be there before the first look: whatever it says would be lost otherwise. */
  needs(...others: readonly IDependable[]): void {
    this.resource.node.addDependency(...others);
  }
}
