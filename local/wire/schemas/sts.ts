/** The schema of the one STS operation that people call; no client of the SDK in use here carries it. */
const namespace = 'com.amazonaws.sts';
const text = 0;

const request = [3, namespace, 'GetCallerIdentityRequest', 0, [], []];
const response = [
  3,
  namespace,
  'GetCallerIdentityResponse',
  0,
  ['UserId', 'Account', 'Arn'],
  [text, text, text],
];

export const stsModule = {
  GetCallerIdentity$: [9, namespace, 'GetCallerIdentity', 0, () => request, () => response],
};
