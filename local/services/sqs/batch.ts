import { ServiceError } from '../../contract.ts';

interface BatchEntry {
  readonly Id?: string | undefined;
}

const maximumEntries = 10;

/** Runs an operation for each entry of a batch; an entry that fails does not stop the others. */
export function batch<Entry extends BatchEntry>(
  entries: readonly Entry[] | undefined,
  perform: (entry: Entry) => object,
): { Successful: object[]; Failed: object[] } {
  if (!entries?.length) {
    throw new ServiceError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (entries.length > maximumEntries) {
    throw new ServiceError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${maximumEntries}. You have sent ${entries.length}.`,
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new ServiceError('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same Id.');
  }
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...perform(entry) });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}
