/** How AWS's services say that they are called too often, EC2's words included. */
export const throttlingCodes: ReadonlySet<string> = new Set([
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'EC2ThrottledException',
]);
