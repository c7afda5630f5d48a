export interface LogGroup {
  /** Empty where the ARN names none. */
  readonly region: string;
  readonly name: string;
}

const logGroupArn = /^arn:[^:]+:logs:(?<region>[^:]*):[^:]*:log-group:(?<name>[^:]+)/;

/** What a log group's ARN names, with or without the `:*` at its end. What is no ARN is taken for the name. */
export const logGroupOf = (arn: string): LogGroup => {
  const { region = '', name = arn.replace(/:\*$/, '') } = logGroupArn.exec(arn)?.groups ?? {};
  return { region, name };
};
