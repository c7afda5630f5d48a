import type { BusEvent, Clock, Journal, Principal, PutEvent } from '../../contract.ts';
import { derivedHex, derivedUuid } from '../../world/derived.ts';
import { type RecordForm, requestParameters, responseElements, type Wording } from './record-form.ts';
import type { TrailSetting } from './service.ts';

/** How the account's trail tells of calls, beside its defaults. */
export interface TrailSettings {
  /** @default 'on' */
  readonly trail?: TrailSetting | undefined;
  /** @default 'lower-camel' */
  readonly trailForm?: RecordForm | undefined;
  /** How long after a call EventBridge gets its record. @default 1 minute */
  readonly trailDelayMs?: number | undefined;
  /** @default true */
  readonly trailMasksSecrets?: boolean | undefined;
}

/** Who makes a call: somebody with a role or a user of their own, or who signs a request. */
export type Caller = Principal | { readonly kind: 'role' | 'user'; readonly name: string };

/** A call of EC2 that changes something. */
export interface ApiCall {
  readonly operation: string;
  readonly region: string;
  readonly by: Caller;
  readonly input: unknown;
  readonly output?: unknown;
  /** Of a call that was refused. */
  readonly errorCode?: string;
}

/** The trail of the account: what it logs comes to the bus of the region. */
export interface Trail {
  note(call: ApiCall): void;
}

export interface TrailOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly putEvent: PutEvent;
  readonly accountId: string;
  readonly partition: string;
  readonly settings?: TrailSettings | undefined;
}

export const createTrail = ({ clock, journal, settings = {}, ...options }: TrailOptions): Trail => {
  const { trail = 'on', trailForm: form = 'lower-camel', trailDelayMs = 60_000 } = settings;
  const wording = { form, masksSecrets: settings.trailMasksSecrets ?? true };
  let noted = 0;
  return {
    note: (call) => {
      if (trail !== 'on') return;
      noted += 1;
      const event = recordOf(call, noted, { ...options, ...wording, calledAt: clock.now() });
      clock.after(trailDelayMs, `record of ${call.operation}`, () => {
        const { operation, region } = call;
        const byFunction = call.by.kind === 'function';
        journal.record('trail.record', { region, operation, by: nameOf(call.by), byFunction, id: event.id });
        options.putEvent({ ...event, time: isoSeconds(clock.now()) });
      });
    },
  };
};

interface Circumstances extends Wording, Pick<TrailOptions, 'accountId' | 'partition'> {
  readonly calledAt: number;
}

/** The record as CloudTrail hands it to EventBridge (CloudTrail user guide, "Record contents", version 1.10). */
const recordOf = (call: ApiCall, count: number, circumstances: Circumstances): BusEvent => {
  const { operation, region, errorCode } = call;
  const { accountId, calledAt } = circumstances;
  const requestId = derivedUuid('request', operation, count);
  const contents = { operation, requestId, input: call.input, output: call.output };
  return {
    version: '0',
    id: derivedUuid('trail event', operation, count),
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.ec2',
    account: accountId,
    time: isoSeconds(calledAt),
    region,
    resources: [],
    detail: {
      eventVersion: '1.10',
      userIdentity: identityOf(call.by, circumstances),
      eventTime: isoSeconds(calledAt),
      eventSource: 'ec2.amazonaws.com',
      eventName: operation,
      awsRegion: region,
      sourceIPAddress: '192.0.2.44',
      userAgent: 'local-account',
      ...(errorCode === undefined ? {} : { errorCode: `Client.${errorCode}` }),
      requestParameters: requestParameters(contents, circumstances),
      responseElements: responseElements(contents, circumstances),
      requestID: requestId,
      eventID: derivedUuid('trail record', operation, count),
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: accountId,
      eventCategory: 'Management',
    },
  };
};

const identityOf = (by: Caller, { accountId, partition }: Circumstances): object => {
  const name = nameOf(by);
  const principalId = derivedHex(17, 'principal', name).toUpperCase();
  if (by.kind === 'operator' || by.kind === 'user') {
    const arn = `arn:${partition}:iam::${accountId}:user/${name}`;
    return { type: 'IAMUser', principalId: `AIDA${principalId}`, arn, accountId, userName: name };
  }
  const session = by.kind === 'function' ? by.functionName : 'jane@example.com';
  const issuer = {
    type: 'Role',
    principalId: `AROA${principalId}`,
    arn: by.kind === 'function' ? by.roleArn : `arn:${partition}:iam::${accountId}:role/${name}`,
    accountId,
    userName: name,
  };
  return {
    type: 'AssumedRole',
    principalId: `${issuer.principalId}:${session}`,
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${name}/${session}`,
    accountId,
    sessionContext: { sessionIssuer: issuer, attributes: { mfaAuthenticated: 'false' } },
  };
};

const nameOf = (by: Caller): string => {
  if (by.kind === 'operator') return 'operator';
  return by.kind === 'function' ? (by.roleArn.split('/').at(-1) ?? '') : by.name;
};

const isoSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
