/** Names of environment variables: the constructs set them, the functions read them. */
export const EnvironmentName = {
  tableName: 'TABLE_NAME',
  topicArn: 'TOPIC_ARN',
  restartQueueUrl: 'RESTART_QUEUE_URL',
  diagnosisQueueUrl: 'DIAGNOSIS_QUEUE_URL',
  slackQueueUrl: 'SLACK_QUEUE_URL',
  slackDeadLetterQueueUrl: 'SLACK_DEAD_LETTER_QUEUE_URL',
  slackSecretName: 'SLACK_SECRET_NAME',
  slackChannel: 'SLACK_CHANNEL',
  /** `Policy` as JSON. */
  policy: 'POLICY',
  /** JSON list of the regions that the configuration names; the first is the hub. */
  regions: 'REGIONS',
  /** `watched`: every other region that the account has enabled, too. */
  otherRegions: 'OTHER_REGIONS',
  /** JSON list of the regions that forward their events to the hub. */
  spokes: 'SPOKES',
  accountId: 'ACCOUNT_ID',
  /** The role of the one function that restarts tunnels: by it our own calls are known. */
  restartRoleArn: 'RESTART_ROLE_ARN',
  /** An address outside AWS that every sweep calls. */
  heartbeatUrl: 'HEARTBEAT_URL',
  /** Set where no e-mail address is configured: Slack may be the only way to hear of an outage. */
  slackOnly: 'SLACK_ONLY',
  /** Base URL of the runbook for links in messages. */
  runbookUrl: 'RUNBOOK_URL',
} as const;
