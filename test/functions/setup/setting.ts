import { createSetupHandler, type SetupDeps } from '../../../functions/setup/handler.ts';
import type { Connection } from '../../../shared/domain/connection.ts';
import { createLook } from '../../../shared/intake/look.ts';
import { reachWords } from '../../../shared/words/english/reach.ts';
import { connection } from '../../domain/builders.ts';
import { createFakeOwnAlarms } from '../../fakes/own-alarms.ts';
import { createFakeRegionFinder, type FakeRegionFinder } from '../../fakes/region-finder.ts';
import { createFakeSecret } from '../../fakes/secret.ts';
import { createFakeTunnelAlarms } from '../../fakes/tunnel-alarms.ts';
import { createRegion } from '../../intake/region.ts';

export const answerUrl = 'https://cloudformation-custom-resource-response-euwest1.s3.amazonaws.com/signed';

interface Posted {
  readonly url: string;
  readonly method: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The function in front of a Slack and a CloudFormation that answer as they are told. */
export const createSetting = (
  seen: readonly Connection[] = [connection()],
  regions: readonly string[] = ['eu-west-1'],
) => {
  const region = createRegion(seen);
  const alarms = createFakeTunnelAlarms();
  const ownAlarms = createFakeOwnAlarms();
  const secret = createFakeSecret('xoxb-planted-token');
  const posts: Posted[] = [];
  const late: (Error | Response)[] = [];
  const refusals = new Map<string, Error>();
  let hangs = false;
  /** Slack's answers by method; `ok` where none is given. */
  const slack: Record<string, unknown> = {};
  const fakeFetch: typeof fetch = async (input, init) => {
    const url = String(input);
    posts.push({ url, method: init?.method, body: JSON.parse(String(init?.body)) });
    if (hangs && url !== answerUrl) return new Promise(() => {});
    const next = url === answerUrl ? late.shift() : undefined;
    if (next instanceof Error) throw next;
    if (next) return next;
    const method = url.split('/').at(-1) ?? '';
    const answer = slack[method] ?? { ok: true, ts: '1.0', channel: 'C1' };
    return answer instanceof Response ? answer : Response.json(answer);
  };
  let regionFinder: FakeRegionFinder | undefined;
  const deps: SetupDeps = {
    ...region.deps,
    get regionFinder() {
      return regionFinder;
    },
    look: createLook(region.deps),
    reachWords,
    alarms: {
      ...alarms,
      list: async (name) => {
        const refusal = refusals.get(name);
        if (refusal) throw refusal;
        return hangs ? new Promise(() => {}) : alarms.list(name);
      },
    },
    ownAlarms,
    regions,
    secret,
    secretName: 'tunnelkeeper/slack',
    hubRegion: 'eu-west-1',
    tableName: 'the-table',
    channel: '#vpn-alerts',
    slackOnly: true,
    fetch: fakeFetch,
    sleep: region.clock.sleep,
  };
  const handler = createSetupHandler(deps);
  const ask = (RequestType: 'Create' | 'Update' | 'Delete', more: object = {}) =>
    handler(
      {
        RequestType,
        ResponseURL: answerUrl,
        StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Tunnelkeeper/1',
        RequestId: 'request-1',
        LogicalResourceId: 'DeploymentRun',
        ...more,
      },
      { getRemainingTimeInMillis: () => 900_000 },
    );
  return {
    region,
    alarms,
    ownAlarms,
    secret,
    slack,
    posts,
    deps,
    /** Watches every region of these, too. */
    findRegions: (all: readonly string[]): FakeRegionFinder => {
      regionFinder = createFakeRegionFinder(all);
      return regionFinder;
    },
    ask,
    /** What becomes of the first answers to CloudFormation. */
    answerLater: (...outcomes: readonly (Error | Response)[]) => void late.push(...outcomes),
    /** Neither Slack nor CloudWatch answers any more. */
    hang: () => {
      hangs = true;
    },
    /** CloudWatch of a region refuses. */
    failIn: (name: string, error: Error) => void refusals.set(name, error),
    /** What CloudFormation has been answered. */
    answers: () => posts.filter(({ url }) => url === answerUrl).map(({ body }) => body),
    messages: () => posts.filter(({ url }) => url.endsWith('chat.postMessage')).map(({ body }) => body),
  };
};
