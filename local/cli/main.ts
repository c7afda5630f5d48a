import { once } from 'node:events';
import { createServer } from 'node:net';
import { UsageError } from '../../scripts/command-line.ts';
import { type Play, playScenario } from '../account/play.ts';
import type { BusEvent } from '../contract.ts';
import { type Synthesis, synthesize } from '../deployment/synthesize.ts';
import type { Scenario } from '../scenario/format/scenario.ts';
import { loadScenario, shippedScenarios } from '../scenario/load.ts';
import { synthesisFor } from '../scenario/synthesis-for.ts';
import { type CliArguments, parseArguments, usage } from './arguments.ts';
import { accountNamedBy, completed, readEvents } from './captured-event.ts';
import { createNarrator } from './narrator.ts';
import { writePage } from './page.ts';

/** Where the program writes: results on `out`, everything else on `err`. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly color: boolean;
  /** Aborted when the person wants it to end. */
  readonly interrupted: AbortSignal;
}

/** Runs the product on the local account as the command line asks. Resolves to the exit code. */
export const main = async (
  argv: readonly string[],
  terminal: Terminal,
  build: (synthesis: Synthesis, interrupted: AbortSignal) => Promise<string> = synthesize,
): Promise<number> => {
  const args = parseArguments(argv);
  if (args.help) return print(terminal, usage);
  if (args.list) return print(terminal, listing());
  const events = args.eventFiles.flatMap(readEvents);
  const scenario = scenarioOf(args, events);
  const say = args.json ? terminal.err : terminal.out;
  await refuseTakenPort(args);
  say('Building the functions and synthesizing the template, unless that has been done …');
  const play = await start(scenario, args, await build(synthesisOf(args, scenario), terminal.interrupted));
  report(play, args, terminal);
  say(`Listening on ${play.endpointUrl} (account ${play.deployment.accountId}, speed ${args.speed}).`);
  say(`Playing "${scenario.name}": ${scenario.description}.`);
  putEvents(play, events, say);
  try {
    await run(play, args, terminal, say);
  } finally {
    await play.close();
  }
  return play.journal.of('function.error').length > 0 && args.once ? 1 : 0;
};

/** A configuration that somebody has named says itself which regions are watched. */
const synthesisOf = ({ configFile }: CliArguments, scenario: Scenario): Synthesis =>
  configFile === undefined ? synthesisFor(scenario) : { configFile };

const start = async (
  scenario: Scenario,
  { speed, port }: CliArguments,
  assemblyDirectory: string,
): Promise<Play> => {
  try {
    return await playScenario(scenario, { assemblyDirectory, speed, port });
  } catch (error) {
    throw saidOfPort(port, error);
  }
};

/** Before anything is done for it. */
const refuseTakenPort = async ({ port }: CliArguments): Promise<void> => {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch (error) {
    throw saidOfPort(port, error);
  } finally {
    server.close();
  }
};

const saidOfPort = (port: number, error: unknown): unknown => {
  const reason = portRefusals[(error as NodeJS.ErrnoException).code ?? ''];
  if (reason === undefined) return error;
  const advice = 'choose another one, or 0 for any that is free';
  return new UsageError(`--port ${port} ${reason}; ${advice}.`, { cause: error });
};

const portRefusals: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'is not for everybody to take',
};

const scenarioOf = ({ scenario }: CliArguments, events: readonly BusEvent[]): Scenario =>
  scenario === undefined && events.length > 0
    ? accountNamedBy(events, loadScenario('quiet'))
    : loadScenario(scenario ?? 'story');

/** An event that no rule wants would otherwise pass without a word. */
const putEvents = (play: Play, events: readonly BusEvent[], say: (line: string) => void): void => {
  const captured = events.map((event, index) => completed(event, play.clock.now(), index + 1));
  const ids = new Set(captured.map(({ id }) => id));
  play.journal.listen((entry) => {
    if (entry.what !== 'event.put' || !ids.has(String(entry['id']))) return;
    const rules = entry['rules'] as readonly string[];
    if (rules.length === 0) say(`No rule matches the event ${entry['source']} "${entry['detailType']}".`);
  });
  for (const event of captured) play.clock.after(0, 'captured event', () => play.putEvent(event));
};

const print = ({ out }: Terminal, text: string): number => {
  out(text.trimEnd());
  return 0;
};

const listing = (): string =>
  shippedScenarios()
    .map((name) => `${name.padEnd(30)} ${loadScenario(name).description}`)
    .join('\n');

const report = ({ journal }: Play, { json }: CliArguments, { out, color }: Terminal): void => {
  const narrate = createNarrator(color);
  journal.listen((entry) => {
    if (json) out(JSON.stringify(entry));
    else for (const line of narrate(entry)) out(line);
  });
};

const run = async (
  play: Play,
  { once: endsItself, speed, playMs, pageFile }: CliArguments,
  { interrupted }: Terminal,
  say: (line: string) => void,
): Promise<void> => {
  if (interrupted.aborted) return;
  const interruption = once(interrupted, 'abort');
  const endsAt = playMs === undefined ? play.endsAt : play.clock.now() + playMs;
  await Promise.race([play.clock.run({ until: endsAt }), interruption]);
  if (interrupted.aborted) return;
  if (pageFile !== undefined) writePage(play, pageFile, say);
  if (endsItself) {
    say('The scenario is over.');
    return;
  }
  say(`The scenario is over; the account stays up at ${play.endpointUrl} until Ctrl-C.`);
  // At full speed nothing would ever be waited for.
  await Promise.race([...(speed === 'max' ? [] : [play.clock.run()]), interruption]);
};
