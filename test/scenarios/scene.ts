import { type Play, type PlayOptions, playScenario } from '../../local/account/play.ts';
import type { JournalEntry } from '../../local/contract.ts';
import type { Scenario } from '../../local/scenario/format/scenario.ts';
import { loadScenario } from '../../local/scenario/load.ts';
import type { SlackMessage } from '../../local/slack/message.ts';
import { renderPlain } from '../../local/slack/plain.ts';
import { assemblyDirectory } from '../assembly.ts';

/** What is left of a scenario that has been played to its end. */
export interface Scene {
  readonly play: Play;
  readonly startsAt: number;
  /** What the caller wanted to see before the account was closed. */
  readonly atEnd: unknown;
  /** Parent messages as they stand at the end, one per incident or notice. */
  readonly parents: readonly SlackMessage[];
  /** First lines of the parent messages. */
  readonly headlines: readonly string[];
  /** What is said of the set-up, where a play is long enough to review it. */
  readonly setUp: readonly SlackMessage[];
  /** Everything in threads, in order. */
  readonly replies: string;
  /** Restarts that took effect at AWS: the outside IPs, in order. */
  readonly restarts: readonly string[];
  readonly restartTimes: readonly number[];
  of(what: string): readonly JournalEntry[];
  /** Calls that reached AWS, by operation. */
  calls(operation: string): readonly JournalEntry[];
}

const played = new Map<string, Promise<Scene>>();

/** A shipped scenario as it is, played at full speed: once for all tests that look at what is left of it. */
export const shippedScene = (name: string): Promise<Scene> => {
  const scene = played.get(name) ?? playToEnd(name);
  played.set(name, scene);
  return scene;
};

/** Plays a shipped scenario, or one of its own, on the synthesized product at full speed. */
export const playToEnd = async (
  scenario: string | Scenario,
  options: Partial<PlayOptions> = {},
  inspect: (play: Play) => unknown = () => undefined,
  prepare: (play: Play) => void = () => undefined,
): Promise<Scene> => {
  const loaded = typeof scenario === 'string' ? loadScenario(scenario) : scenario;
  const play = await playScenario(loaded, { assemblyDirectory, ...options });
  const startsAt = play.clock.now();
  try {
    prepare(play);
    await play.clock.run({ until: play.endsAt });
    return sceneOf(play, startsAt, await inspect(play));
  } finally {
    await play.close();
  }
};

const sceneOf = (play: Play, startsAt: number, atEnd: unknown): Scene => {
  const messages = play.slack.messages('vpn-alerts');
  const isSetUp = (message: SlackMessage) => / · Set-up of \d+ connections? · /.test(renderPlain(message));
  const parents = messages.filter((message) => message.threadTs === undefined && !isSetUp(message));
  const restarts = play.journal.of('tunnel.restart');
  return {
    play,
    startsAt,
    atEnd,
    parents,
    setUp: messages.filter(isSetUp),
    headlines: parents.map((message) => renderPlain(message).split('\n')[0] ?? ''),
    replies: messages
      .filter(({ threadTs }) => threadTs !== undefined)
      .map((message) => renderPlain(message))
      .join('\n'),
    restarts: restarts.map((entry) => String(entry['outsideIp'])),
    restartTimes: restarts.map((entry) => entry.at),
    of: (what) => play.journal.of(what),
    calls: (operation) => play.journal.of('call').filter((entry) => entry['operation'] === operation),
  };
};
