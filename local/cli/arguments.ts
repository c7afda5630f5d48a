import { readOptions, UsageError } from '../../scripts/command-line.ts';
import { duration } from '../scenario/format/duration.ts';

export interface CliArguments {
  readonly help: boolean;
  readonly list: boolean;
  /** A shipped scenario's name, or the path of a file; undefined where none was named. */
  readonly scenario: string | undefined;
  /** Virtual milliseconds per real millisecond. */
  readonly speed: number | 'max';
  readonly once: boolean;
  readonly json: boolean;
  /** Files with captured events; `-` is standard input. */
  readonly eventFiles: readonly string[];
  /** In place of `tunnelkeeper.json`. */
  readonly configFile: string | undefined;
  /** How long to play, in virtual time; undefined: as long as the scenario takes. */
  readonly playMs: number | undefined;
  /** Where the channel is written to as a page, once the scenario is over. */
  readonly pageFile: string | undefined;
  /** 0: any free port. */
  readonly port: number;
}

export const usage = `Usage: npm start -- [options]

Runs Tunnelkeeper on a local account: the functions, rules, queues and roles of the synthesized template, a modelled
AWS and a modelled Slack, in virtual time. Without options it plays a short story and stays up until interrupted.

  --scenario NAME|FILE  what happens: a shipped scenario (see --list) or a JSON file   (default: story)
  --event FILE|-        put a captured EventBridge event on the bus, from a file or standard input; may be repeated.
                        Alone, it plays on a quiet account that holds the connections which the event names
  --speed N|max         virtual seconds per real second                                (default: 60)
  --once                exit when the scenario is over (with status 0)
  --for DURATION        play so long only, in virtual time, such as 6m                 (default: the whole scenario)
  --json                one JSON object a line on standard output: at, what, and the facts; all else on standard error
  --config FILE         a configuration in place of tunnelkeeper.json
  --page FILE           write the Slack channel as a page that looks like Slack on a phone, when the scenario is over
  --port N              where the account listens; 0 takes any free port               (default: 0)
  --list                list the shipped scenarios
  --help                this text

While it is up the AWS CLI can look at it:  aws --endpoint-url URL ec2 describe-vpn-connections
Exit codes: 0 done, 1 something failed, 2 wrong arguments or an unreadable file, 130 ended by Ctrl-C, 143 by a SIGTERM.
`;

const options = {
  help: { type: 'boolean', short: 'h' },
  list: { type: 'boolean' },
  scenario: { type: 'string' },
  event: { type: 'string', multiple: true },
  speed: { type: 'string' },
  once: { type: 'boolean' },
  for: { type: 'string' },
  json: { type: 'boolean' },
  config: { type: 'string' },
  page: { type: 'string' },
  port: { type: 'string' },
} as const;

/** Reads the command line. Throws a UsageError for anything it does not know. */
export const parseArguments = (argv: readonly string[]): CliArguments => {
  const values = readOptions(argv, options);
  return {
    help: values.help ?? false,
    list: values.list ?? false,
    scenario: values.scenario,
    speed: speedOf(values.speed ?? '60'),
    once: values.once ?? false,
    playMs: values.for === undefined ? undefined : playMsOf(values.for),
    json: values.json ?? false,
    eventFiles: values.event ?? [],
    configFile: values.config,
    pageFile: values.page,
    port: portOf(values.port ?? '0'),
  };
};

const speedOf = (text: string): number | 'max' => {
  const speed = Number(text);
  if (text === 'max') return 'max';
  if (Number.isFinite(speed) && speed > 0) return speed;
  throw new UsageError(`--speed takes a number above 0, or max; received "${text}".`);
};

const playMsOf = (text: string): number => {
  const { success, data } = duration.safeParse(text);
  if (success) return data;
  throw new UsageError(`--for takes a length of time such as 90s, 6m or 1h30m; received "${text}".`);
};

const portOf = (text: string): number => {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`--port takes a whole number from 0 to 65535; received "${text}".`);
};
