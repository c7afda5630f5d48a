import { readOptions, UsageError } from '../scripts/command-line.ts';
import { regionForm } from '../shared/config/regions.ts';

export interface DoctorArguments {
  readonly help: boolean;
  readonly json: boolean;
  /** Where a local account answers, for AWS and for Slack. Undefined: AWS itself. */
  readonly endpointUrl: string | undefined;
  /** In place of `tunnelkeeper.json`. */
  readonly configFile: string | undefined;
  /** In place of those of the configuration. */
  readonly regions: readonly string[];
}

export const usage = `Usage: npm run doctor -- [options]

Checks everything that Tunnelkeeper rests on: credentials, configuration, Slack, regions, the deployment, connections,
alarms, metrics, logs. It only reads: nothing is changed, nothing is posted, no secret is shown.

  --json                one JSON document on standard output, described in docs/doctor.md
  --endpoint-url URL    a local account (npm start prints its address), asked in place of AWS and of Slack
  --config FILE         a configuration in place of tunnelkeeper.json
  --region NAME         look at this region only; may be repeated    (default: those of the configuration)
  --help                this text

It takes the credentials that the AWS CLI would take (AWS_PROFILE, SSO, …); docs/doctor.md has the policy that they need.
Exit codes: 0 nothing failed, 1 something failed, 2 it could not run (wrong arguments, no credentials).
`;

const options = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  'endpoint-url': { type: 'string' },
  config: { type: 'string' },
  region: { type: 'string', multiple: true },
} as const;

/** Reads the command line. Throws a UsageError for anything it does not know. */
export const parseArguments = (argv: readonly string[]): DoctorArguments => {
  const values = readOptions(argv, options);
  return {
    help: values.help ?? false,
    json: values.json ?? false,
    endpointUrl: values['endpoint-url'] === undefined ? undefined : urlOf(values['endpoint-url']),
    configFile: values.config,
    regions: [...new Set((values.region ?? []).map(regionOf))],
  };
};

const urlOf = (text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '');
  throw new UsageError(
    `--endpoint-url takes an address such as http://127.0.0.1:4566, which npm start prints; received "${text}".`,
  );
};

const regionOf = (text: string): string => {
  if (regionForm.test(text)) return text;
  throw new UsageError(`--region takes the code of a region, such as us-east-1; received "${text}".`);
};
