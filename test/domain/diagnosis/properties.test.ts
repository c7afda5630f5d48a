import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../local/slack/validate-blocks.ts';
import type { Connection } from '../../../shared/domain/connection.ts';
import { applyDiagnosis } from '../../../shared/domain/diagnosis/apply-diagnosis.ts';
import type { Evidence, Reading, UnreadReason } from '../../../shared/domain/diagnosis/evidence.ts';
import { explain } from '../../../shared/domain/diagnosis/explain.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { announcementOfIncident } from '../../../shared/domain/message/incident-announcement.ts';
import { renderBlocks } from '../../../shared/slack/blocks.ts';
import { threadReplies } from '../../../shared/slack/thread.ts';
import { diagnosis as english } from '../../../shared/words/english/diagnosis.ts';
import { message as englishMessage } from '../../../shared/words/english/message.ts';
import { postureWords as englishPosture } from '../../../shared/words/english/posture.ts';
import { diagnosis as korean } from '../../../shared/words/korean/diagnosis.ts';
import { message as koreanMessage } from '../../../shared/words/korean/message.ts';
import { postureWords as koreanPosture } from '../../../shared/words/korean/posture.ts';
import { unescapedRest } from '../../slack/messages.ts';
import { at, connection, down, firstIp, gateway, secondIp, tunnel } from '../builders.ts';
import { incidentOf, logGroup, loggedOptions } from './cases.ts';

const whys: readonly UnreadReason[] = [
  'denied',
  'not-found',
  'throttled',
  'timed-out',
  'not-subscribed',
  'failed',
];

/** Texts of strangers: long, wide, unprintable. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', '😀'.repeat(2_000), '\u0000"\\'.repeat(700), '한'.repeat(3_000), '\ud800x'),
);

const anyMinute = fc.integer({ min: -300, max: 2_000 });

const reading = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Reading<Value>> =>
  fc.oneof(
    { weight: 3, arbitrary: value.map((read) => ({ value: read })) },
    {
      weight: 1,
      arbitrary: fc.record({ unread: fc.record({ why: fc.constantFrom(...whys), code: anyText }) }),
    },
  );

const sayings = [
  'AWS tunnel DPD timed out after 3 retransmits',
  'AWS tunnel detected a pre-shared key mismatch with cgw: xxxx',
  'AWS tunnel received DELETE for IKE_SA from CGW',
  'AWS-side peer received notification 6/2 (Cease/Administrative Shutdown) from neighbor 169.254.50.85',
];

const anyLine = fc.record({
  streamName: fc.oneof(
    anyText,
    fc.constantFrom(firstIp, secondIp).map((ip) => `${connection().connectionId}-${ip}`),
  ),
  at: anyMinute.map(at),
  message: fc.oneof(
    anyText,
    fc
      .record({ details: fc.oneof(anyText, fc.constantFrom(...sayings)) })
      .map((json) => JSON.stringify(json)),
  ),
});

const anyPoint = fc.record({
  at: anyMinute.map(at),
  state: fc.constantFrom(undefined, 0, 0.5, 1),
  inBytes: fc.option(fc.nat(), { nil: undefined }),
  outBytes: fc.option(fc.nat(), { nil: undefined }),
});

const anyTunnel = (outsideIp: string) =>
  fc
    .record({
      ipsec: fc.constantFrom('up', 'down', 'down'),
      acceptedRouteCount: fc.nat({ max: 1_200 }),
      lastStatusChangeAt: fc.integer({ min: -200, max: 0 }).map(at),
      statusMessage: anyText,
      options: fc.constantFrom(
        undefined,
        loggedOptions,
        { ...loggedOptions, activityLog: undefined, startupAction: 'add' as const },
        { ...loggedOptions, bgpLog: loggedOptions.activityLog, ikeVersions: ['ikev1'] },
      ),
    } as const)
    .map((change) => tunnel(outsideIp, change));

const anyConnection: fc.Arbitrary<Connection> = fc
  .record({
    name: fc.option(anyText, { nil: undefined }),
    state: fc.constantFrom('available', 'modifying', 'deleted'),
    connectionId: fc.constantFrom(connection().connectionId, 'vpn-1', 'vpn-2', 'vpn-3'),
    customerGatewayId: fc.constantFrom(connection().customerGatewayId, 'cgw-2'),
    routing: fc.constantFrom('static', 'bgp'),
    accelerated: fc.boolean(),
    tunnels: fc.tuple(anyTunnel(firstIp), anyTunnel(secondIp)),
    tags: fc.option(anyText, { nil: undefined }).map((site) => (site ? { 'tunnelkeeper:site': site } : {})),
  } as const)
  .map((change) => connection(change));

const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  at: fc.constant(at(5)),
  connection: anyConnection.map((seen) => ({ ...seen, connectionId: connection().connectionId })),
  unusedTunnels: fc.subarray([firstIp, secondIp]).map((ips) => new Set(ips)),
  customerGateway: reading(
    fc.constantFrom(undefined, gateway, {
      ...gateway,
      ipAddress: undefined,
      certificateArn: '\u0000"\\'.repeat(700),
    }),
  ),
  logs: fc.array(
    fc.record({
      logGroup: fc.oneof(fc.constant(logGroup), anyText),
      lines: reading(fc.array(anyLine, { maxLength: 30 })),
    }),
    { maxLength: 12 },
  ),
  traffic: reading(
    fc
      .tuple(
        ...[firstIp, secondIp].map((outsideIp) =>
          fc.record({
            outsideIp: fc.constant(outsideIp),
            dimensions: fc.option(fc.dictionary(anyText, anyText, { maxKeys: 3 }), { nil: undefined }),
            points: fc.array(anyPoint, { maxLength: 40 }),
          }),
        ),
      )
      .map((tunnels) => tunnels),
  ),
  healthEvents: reading(
    fc.array(
      fc.record({
        arn: anyText,
        code: anyText,
        category: fc.oneof(anyText, fc.constant('issue')),
        status: fc.constantFrom('open', 'upcoming'),
        startedAt: fc.option(anyMinute.map(at), { nil: undefined }),
        description: anyText,
      }),
      { maxLength: 5 },
    ),
  ),
  attachment: reading(
    fc.option(
      fc.record({
        attachmentId: anyText,
        state: anyText,
        routeTableId: fc.option(anyText, { nil: undefined }),
        associationState: fc.option(anyText, { nil: undefined }),
      }),
      { nil: undefined },
    ),
  ),
  maintenance: reading(
    fc.array(
      fc.record({
        outsideIp: fc.constantFrom(firstIp, secondIp),
        pending: fc.boolean(),
        autoAppliedAfter: fc.option(anyMinute.map(at), { nil: undefined }),
      }),
      { maxLength: 3 },
    ),
  ),
  related: reading(fc.array(anyConnection, { maxLength: 12 })),
});

const languages = [english, korean];
const postures = [englishPosture, koreanPosture];
const messages = [englishMessage, koreanMessage];

const explainIn = (language: number, seen: Evidence, incident: Incident) =>
  explain(seen, incident, languages[language] ?? english, postures[language] ?? englishPosture, seen.at);

/** What was seen before: by the time of the diagnosis it may have become another thing. */
const anyIncident = fc
  .tuple(fc.constantFrom('static' as const, 'bgp' as const), anyTunnel(secondIp))
  .map(([routing, second]) => incidentOf(connection({ routing, tunnels: [down(firstIp), second] })));

const anyCase = fc.tuple(fc.constantFrom(0, 1), anyEvidence, anyIncident);

/** Of what CloudWatch, tags and AWS Health say, whatever it is. */
const always = (check: (language: number, seen: Evidence, incident: Incident) => void): void => {
  fc.assert(
    fc.property(anyCase, ([language, seen, incident]) => check(language, seen, incident)),
    { numRuns: 300 },
  );
};

const codePoints = (text: string): number => [...text].length;
const utf8 = new TextEncoder();

describe('whatever the evidence', () => {
  it('what is kept with the incident stays small', () => {
    always((language, seen, incident) => {
      const { causes, explanation } = explainIn(language, seen, incident);
      expect(explanation.facts.length).toBeLessThanOrEqual(12);
      for (const { label, value } of explanation.facts) {
        expect(codePoints(label)).toBeLessThanOrEqual(60);
        expect(codePoints(value)).toBeLessThanOrEqual(200);
      }
      expect(explanation.findings.length).toBeLessThanOrEqual(4);
      expect(causes.length).toBeLessThanOrEqual(2);
      expect(utf8.encode(JSON.stringify(explanation)).length).toBeLessThan(8_000);
      expect(utf8.encode(JSON.stringify(causes)).length).toBeLessThan(8_000);
    });
  });

  it('the same evidence says the same, and applied twice is applied once', () => {
    always((language, seen, incident) => {
      const found = explainIn(language, seen, incident);
      expect(explainIn(language, seen, incident)).toEqual(found);
      const once = applyDiagnosis(incident, found, seen.at);
      if (once) expect(applyDiagnosis(once, found, seen.at)).toBeUndefined();
    });
  });

  it('its message keeps within the limits of Slack, with nothing unescaped', () => {
    always((language, seen, incident) => {
      const told = applyDiagnosis(incident, explainIn(language, seen, incident), seen.at) ?? incident;
      const { message, thread } = announcementOfIncident(told, {
        words: messages[language] ?? englishMessage,
        connection: seen.connection,
        customerGateway: 'value' in seen.customerGateway ? seen.customerGateway.value : undefined,
        accountId: '111122223333',
        runbookUrl: 'https://runbook.example/runbook.md',
        now: seen.at,
      });
      const blocks = renderBlocks(
        message,
        thread.map(({ text }) => text),
      );
      expect(validateBlocks(blocks)).toEqual({ kind: 'fine' });
      expect(JSON.stringify(blocks).length).toBeLessThan(13_000);
      const texts = blocks.flatMap((block) => (block.type === 'section' ? [block.text] : block.elements));
      for (const { text } of texts) expect(unescapedRest(text)).toBe('');
      for (const { text } of threadReplies(thread)) expect(unescapedRest(text)).toBe('');
    });
  });

  it('what is said has no line breaks and nothing undefined', () => {
    always((language, seen, incident) => {
      const { explanation } = explainIn(language, seen, incident);
      const said = [
        ...explanation.facts.map((fact) => fact.value),
        ...explanation.findings,
        ...explanation.unread,
        explanation.detour ?? '',
        explanation.unknown?.sentence ?? '',
      ];
      for (const line of said) expect(line).not.toMatch(/\n|undefined|NaN|\[object|null/u);
    });
  });
});
