/** The schema of EventBridge's `PutEvents`; no client of the SDK in use here carries it. */
const namespace = 'com.amazonaws.eventbridge';
const text = 0;
const integer = 1;
const timestamp = 4;
const textList = 64;

const entry = [
  3,
  namespace,
  'PutEventsRequestEntry',
  0,
  ['Time', 'Source', 'Resources', 'DetailType', 'Detail', 'EventBusName', 'TraceHeader'],
  [timestamp, text, textList, text, text, text, text],
];
const entries = [1, namespace, 'PutEventsRequestEntryList', 0, () => entry];
const request = [3, namespace, 'PutEventsRequest', 0, ['Entries', 'EndpointId'], [() => entries, text]];

const resultEntry = [
  3,
  namespace,
  'PutEventsResultEntry',
  0,
  ['EventId', 'ErrorCode', 'ErrorMessage'],
  [text, text, text],
];
const resultEntries = [1, namespace, 'PutEventsResultEntryList', 0, () => resultEntry];
const response = [
  3,
  namespace,
  'PutEventsResponse',
  0,
  ['FailedEntryCount', 'Entries'],
  [integer, () => resultEntries],
];

export const eventsModule = {
  PutEvents$: [9, namespace, 'PutEvents', 0, () => request, () => response],
};
