import { readFileSync } from 'node:fs';
import type { BusEvent } from '../contract.ts';
import { estateNaming } from '../scenario/estate.ts';
import type { Scenario } from '../scenario/format/scenario.ts';

/** The file holds no event. The message says which file, and what is wrong with it. */
export class EventError extends Error {
  override readonly name = 'EventError';
}

/** Events from a file or from standard input (`-`): one object, a list of them, or one object a line. */
export const readEvents = (file: string): readonly BusEvent[] => {
  const events = parseEvents(textOf(file), file);
  for (const event of events) {
    if (!isEvent(event)) {
      throw new EventError(
        `${file}: an event has at least "source" and "detail-type"; received ${shortened(event)}.`,
      );
    }
  }
  return events as readonly BusEvent[];
};

const isEvent = (value: unknown): value is BusEvent =>
  typeof value === 'object' && value !== null && 'source' in value && 'detail-type' in value;

const textOf = (file: string): string => {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new EventError(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
};

const parseEvents = (text: string, file: string): readonly unknown[] => {
  try {
    return [JSON.parse(text)].flat();
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length > 1) return lines.flatMap((line) => parseEvents(line, file));
    throw new EventError(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
  }
};

const shortened = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 120);

/** A quiet account of the number and the region that the events name, in which the connections they name exist and are up. */
export const accountNamedBy = (events: readonly BusEvent[], quiet: Scenario): Scenario => {
  const [first] = events;
  const region = first ? regionOf(first) : undefined;
  const ids = [...new Set(JSON.stringify(events).match(/\bvpn-[0-9a-f]{8,17}\b/g))];
  return {
    ...quiet,
    name: 'captured events',
    description: `A healthy account, on whose bus ${events.length === 1 ? 'one event is' : `${events.length} events are`} put`,
    ...(region && { region }),
    ...(/^\d{12}$/.test(String(first?.account)) && { accountId: String(first?.account) }),
    ...(ids.length > 0 && { estate: estateNaming(ids, region ?? defaultRegion) as Scenario['estate'] }),
  };
};

const defaultRegion = 'us-east-1';

const regionOf = (event: BusEvent): string | undefined => {
  const detail = (event.detail ?? {}) as { readonly eventRegion?: unknown };
  return [detail.eventRegion, event.region].find(
    (region): region is string => typeof region === 'string' && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region),
  );
};

/** The event with all that every event has; what it says itself stands. */
export const completed = (event: BusEvent, at: number, ordinal: number): BusEvent => ({
  ...event,
  version: '0',
  id: event.id ?? `captured-${ordinal}`,
  account: event.account ?? '111122223333',
  time: event.time ?? new Date(at).toISOString(),
  region: event.region ?? defaultRegion,
});
