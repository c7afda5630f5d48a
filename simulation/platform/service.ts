/** What a call goes to. */
export const services = [
  'ec2',
  'ec2-modify',
  'cloudwatch',
  'logs',
  'dynamodb',
  'sns',
  'sqs',
  'secretsmanager',
  'slack',
] as const;

export type Service = (typeof services)[number];

/**
 * Makes a call: `effect` happens at the service, when and if the call arrives there. `heard` says whether the caller will
 * get the answer.
 */
export type Caller = <Answer>(
  service: Service,
  operation: string,
  effect: (heard: boolean) => Answer,
) => Promise<Answer>;

/** A service that is next door and never fails. */
export const directCaller: Caller = async (_service, _operation, effect) => effect(true);
