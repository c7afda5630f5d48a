/** Names that the stacks carry, for whoever looks at a deployment from outside. */
export const hubStackName = 'Tunnelkeeper';

/** The stack of another region than the hub's. */
export const spokeStackName = (region: string): string => `${hubStackName}-${region}`;

/** What the stacks put out. */
export const StackOutput = {
  topicArn: 'TopicArn',
  tableName: 'TableName',
  /** The version that has been deployed. */
  version: 'Version',
  /** What the last deployment could not do, in words; `none` where there is nothing. */
  setupWarnings: 'SetupWarnings',
} as const;

/** What the function behind the custom resource answers beside its success. */
export const SetupAnswer = { warnings: 'Warnings', noWarnings: 'none' } as const;
