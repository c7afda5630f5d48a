import { describe, expect, it } from 'vitest';
import type { DiagnosisWords } from '../../../shared/domain/diagnosis/diagnosis-words.ts';
import { explain } from '../../../shared/domain/diagnosis/explain.ts';
import { diagnosis as english } from '../../../shared/words/english/diagnosis.ts';
import { postureWords } from '../../../shared/words/english/posture.ts';
import { diagnosis as korean } from '../../../shared/words/korean/diagnosis.ts';
import { at, down, firstIp, gateway, options, secondIp } from '../builders.ts';
import { evidence, halfDown, incidentOf, logLine, logs, other, points, traffic } from './cases.ts';

const languages: readonly (readonly [string, DiagnosisWords])[] = [
  ['English', english],
  ['Korean', korean],
];

const tags = { 'tunnelkeeper:site': 'Seoul DC 2' };

/** An outage around which everything could be read, and of which no cause is known. */
const everything = evidence({
  connection: {
    ...halfDown,
    tags,
    tunnels: [down(firstIp), { ...down(secondIp, 1), options: { ...options, startupAction: 'add' } }],
  },
  customerGateway: {
    value: { ...gateway, certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d' },
  },
  logs: logs(logLine('AWS tunnel is sending request (id=5) for CREATE_CHILD_SA', -5)),
  traffic: {
    value: [
      traffic(firstIp, points(-180, 0, 600_000), points(0, 4, 100)),
      traffic(secondIp, points(-180, 1, 40_000), points(1, 4, 100)),
    ],
  },
  healthEvents: {
    value: [
      {
        arn: 'arn:aws:health:eu-west-1::event/VPN/AWS_VPN_OPERATIONAL_ISSUE/1',
        code: 'AWS_VPN_OPERATIONAL_ISSUE',
        category: 'issue',
        status: 'open',
        startedAt: at(-30),
        description:
          'We are investigating increased packet loss for VPN connections in the EU-WEST-1 Region. More follows.',
      },
    ],
  },
  attachment: {
    value: {
      attachmentId: 'tgw-attach-0a1b2c3d4e5f60718',
      state: 'available',
      routeTableId: 'tgw-rtb-0a1b2c3d4e5f60718',
      associationState: 'associated',
    },
  },
  maintenance: { value: [{ outsideIp: firstIp, pending: true, autoAppliedAfter: at(60 * 24) }] },
  related: {
    value: [other(1, 'up', { tags }), other(2, 'down'), other(3, 'up', { customerGatewayId: 'cgw-2' })],
  },
});

describe.each(languages)('an explanation in %s in which everything is known', (language, words) => {
  const incident = incidentOf(everything.connection);
  const { explanation } = explain(everything, incident, words, postureWords, at(4));

  it('takes half of its room at most, so that nothing is left out', () => {
    expect(new TextEncoder().encode(JSON.stringify(explanation)).length).toBeLessThan(5_000);
    expect(explanation.facts.length).toBe(9);
    expect(explanation.chart).toBeDefined();
    expect(explanation.links).toHaveLength(1);
  });

  it('says each fact in a line that every channel shows in full, but for the prose of AWS', () => {
    const ours = explanation.facts.filter(({ label }) => label !== words.fact.healthEvent.label);
    for (const { label, value } of ours) {
      expect([...label].length).toBeLessThanOrEqual(40);
      expect([...value].length).toBeLessThanOrEqual(110);
    }
  });

  it(`is written in ${language}`, () => {
    const written = [explanation.detour, explanation.unknown?.sentence, ...(explanation.unknown?.todo ?? [])];
    for (const line of written) {
      expect(/\p{Script=Hangul}/u.test(line ?? '')).toBe(language === 'Korean');
    }
  });
});
