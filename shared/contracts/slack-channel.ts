/** How a Slack channel is named: by its id, or by `#name`. */
export const slackChannel = /^(?:[CG][A-Z0-9]{8,20}|#[^\s#@A-Z]{1,80})$/;
