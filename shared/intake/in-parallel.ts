/** Maps items with at most `limit` at work; one that fails does not stop the others, and all failures are thrown together. */
export const inParallel = async <Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      try {
        results[index] = await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failures.length > 0) {
    const [first] = failures;
    const why = first instanceof Error ? first.message : String(first);
    throw new AggregateError(
      failures,
      `${failures.length} of ${items.length} failed, the first with: ${why}`,
    );
  }
  return results;
};
