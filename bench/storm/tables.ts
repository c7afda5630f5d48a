import type { JournalEntry } from '../../local/contract.ts';
import { table, times } from '../figures.ts';
import type { Aftermath } from './losses.ts';
import { type ConnectionCourse, countCalls } from './observed.ts';
import type { Storm, StormPlan } from './plan.ts';

/** A storm that has been played to its end without a loss. */
export interface PlayedStorm {
  readonly aftermath: Aftermath;
  /** From the first fall on. */
  readonly entries: readonly JournalEntry[];
  /** Of a time in which nothing fell. */
  readonly calm: readonly JournalEntry[];
  readonly calmMs: number;
  readonly fallAt: number;
  readonly endAt: number;
}

/** What is said about a storm on the page. */
export const stormTables = ({ regions }: StormPlan, storm: Storm, played: PlayedStorm): string => {
  const { courses, incidents } = played.aftermath;
  const gathered = incidents.filter(({ gatheredIn }) => gatheredIn !== undefined).length;
  return [
    `${storm.connections.length} connections with ${storm.gateways.length} customer gateways in ${regions.length} regions. ${storm.falls.length} of their ${2 * storm.connections.length} tunnels fall, of ${courses.length} connections. ${stormsOf(played).length} storms gathered ${gathered} of the ${incidents.length} incidents.`,
    timesTable(played),
    messagesTable(played),
    callsTable(played),
  ].join('\n\n');
};

const stormsOf = ({ aftermath }: PlayedStorm) => aftermath.storms.flatMap(({ storms }) => storms);

const timesTable = ({ aftermath, entries, fallAt }: PlayedStorm): string => {
  const firstStorm = entries.find(isStormMessage)?.at;
  const lastStorm = entries.findLast(isStormMessage)?.at;
  const lastUp = entries.findLast(({ what }) => what === 'tunnel.up')?.at;
  const after = (at: number | undefined): string => (at === undefined ? 'never' : duration(at - fallAt));
  const row = (what: string, at: (course: ConnectionCourse) => number | undefined) => {
    const sorted = aftermath.courses
      .flatMap((course) => at(course) ?? [])
      .toSorted((one, other) => one - other);
    return [what, sorted[0], sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)].map((cell) =>
      typeof cell === 'string' ? cell : after(cell),
    );
  };
  return table(
    ['after the last sweep before the falls', 'the first', 'half of them', 'all'],
    [
      row('recorded in the table', ({ recordedAt }) => recordedAt),
      row('published', ({ publishedAt }) => publishedAt),
      ['message about a storm in Slack', after(firstStorm), '', after(lastStorm)],
      row('shown in Slack', ({ shownAt }) => shownAt),
      ['up again', '', '', after(lastUp)],
      row('recovery published', ({ recoveryPublishedAt }) => recoveryPublishedAt),
      row('recovery shown in Slack', ({ recoveryShownAt }) => recoveryShownAt),
    ],
  );
};

const isStormMessage = ({ what, ...facts }: JournalEntry): boolean =>
  what === 'slack.message' &&
  facts['threadTs'] === undefined &&
  /\d+ connections (?:of|in) /.test(String(facts['plain']).split('\n')[0] ?? '');

const messagesTable = ({ aftermath, entries }: PlayedStorm): string => {
  const count = (isIt: (entry: JournalEntry) => boolean): number => entries.filter(isIt).length;
  return table(
    ['what', 'how many'],
    [
      [
        'messages in the channel',
        count((entry) => entry.what === 'slack.message' && entry['threadTs'] === undefined),
      ],
      [
        'replies in threads',
        count((entry) => entry.what === 'slack.message' && entry['threadTs'] !== undefined),
      ],
      ['edits', count(({ what }) => what === 'slack.update')],
      ['charts', count(({ what }) => what === 'slack.file')],
      ['calls that Slack answered with 429', count(({ what }) => what === 'slack.rate-limited')],
      ['publications', count(({ what }) => what === 'sns.published')],
      [
        'e-mails to each address',
        count((entry) => entry.what === 'sns.message' && entry['protocol'] === 'email'),
      ],
      ['restarts', aftermath.restarts],
    ],
  );
};

const callsTable = ({ entries, calm, calmMs, fallAt, endAt }: PlayedStorm): string => {
  const [storm, before] = [countCalls(entries), countCalls(calm)];
  const names = [...new Set([...storm.keys(), ...before.keys()])].toSorted();
  return table(
    ['call', `in the ${duration(endAt - fallAt)} of the storm`, 'in as much calm', 'ratio'],
    names.map((name) => {
      const [much, little] = [storm.get(name) ?? 0, ((before.get(name) ?? 0) * (endAt - fallAt)) / calmMs];
      return [`\`${name}\``, much, Math.round(little), little > 0 ? times(much / little) : '–'];
    }),
  );
};

/** `12 min 5 s` */
export const duration = (durationMs: number): string => {
  const seconds = Math.round(durationMs / 1_000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return [minutes > 0 ? `${minutes} min` : '', rest > 0 || minutes === 0 ? `${rest} s` : '']
    .filter(Boolean)
    .join(' ');
};
