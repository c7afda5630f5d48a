import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../../shared/contracts/environment.ts';

/** The variables that a function may be given. */
export type FunctionEnvironment = Readonly<
  Partial<Record<(typeof EnvironmentName)[keyof typeof EnvironmentName], string>>
>;

/** What every function of the app shares. */
export interface FunctionSettings {
  /** The folder with one folder of bundled code per function. */
  readonly functionsDirectory: string;
  readonly logRetention: RetentionDays;
}

/** How Lambda treats events that it is given without anybody waiting for the answer. */
export interface AsynchronousInvocation {
  readonly retryAttempts: 0 | 1 | 2;
  readonly maxEventAge: Duration;
  /** Gets what failed for good. */
  readonly failedEvents: IQueue;
}

export interface ServiceFunctionProps {
  readonly settings: FunctionSettings;
  /** The folder under `functions/`. */
  readonly folder: string;
  readonly description: string;
  readonly timeout: Duration;
  /** @default 256 */
  readonly memoryMb?: number;
  readonly environment: FunctionEnvironment;
  /** @default none: the function works for a queue, which keeps what fails */
  readonly asynchronous?: AsynchronousInvocation;
}

/** For functions that list whole regions: a thousand connections are 17 MB of answers, and take 300 MB while they are read. */
export const wholeRegionMemoryMb = 512;

/** A function with a role of its own that may, to begin with, only write its log. */
export class ServiceFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  /** Its folder under `functions/`. */
  readonly folder: string;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    this.folder = props.folder;
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What the function ${props.folder} of Tunnelkeeper may do`,
    });
    const logGroup = new LogGroup(this, 'Log', {
      retention: props.settings.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(this.role);
    this.function = new LambdaFunction(this, 'Function', {
      description: `[Tunnelkeeper] ${props.description}`,
      code: Code.fromAsset(join(props.settings.functionsDirectory, props.folder)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb ?? 256,
      timeout: props.timeout,
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    });
    if (props.asynchronous) this.keepFailures(props.asynchronous);
  }

  /** Lets the function's role do something more. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  private keepFailures({ failedEvents, retryAttempts, maxEventAge }: AsynchronousInvocation): void {
    this.function.configureAsyncInvoke({
      retryAttempts,
      maxEventAge,
      onFailure: new SqsDestination(failedEvents),
    });
  }
}
