import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnnouncer } from '../../shared/aws/sns/announcer.ts';
import { snsClient } from '../../shared/aws/sns/client.ts';
import { fittingMessage } from '../../shared/aws/sns/fit.ts';
import { subjectOf } from '../../shared/aws/sns/subject.ts';
import type { Announcement } from '../../shared/contracts/announcement.ts';
import { announcement } from '../contract/announcer-contract.ts';
import { startAws } from './aws-double.ts';

const topicArn = 'arn:aws:sns:eu-west-1:123456789012:tunnelkeeper';

describe('a publication', () => {
  const publish = async (announced: Announcement) => {
    const aws = await startAws({ sns: { Publish: () => ({ MessageId: 'message-1' }) } });
    await createAnnouncer(snsClient('eu-west-1'), { topicArn }).announce(announced);
    return aws.calls[0]?.input;
  };

  it('carries what subscribers filter on', async () => {
    const input = await publish(announcement());
    expect(input).toMatchObject({ TopicArn: topicArn, MessageStructure: 'json' });
    expect(input.MessageAttributes).toEqual({
      kind: { DataType: 'String', StringValue: 'incident.opened' },
      severity: { DataType: 'String', StringValue: 'critical' },
      region: { DataType: 'String', StringValue: 'eu-west-1' },
      connectionId: { DataType: 'String', StringValue: 'vpn-00000000000000001' },
    });
  });

  it('says which storm an incident is gathered in, so that an inbox can do without it', async () => {
    const input = await publish(announcement({ gatheredIn: 'storm/eu-west-1/1/vpn-1' }));
    expect(input.MessageAttributes.gatheredIn).toEqual({
      DataType: 'String',
      StringValue: 'storm/eu-west-1/1/vpn-1',
    });
  });

  it('leaves out the attribute that it has no value for', async () => {
    const input = await publish(announcement({ connectionId: undefined }));
    expect(Object.keys(input.MessageAttributes)).toEqual(['kind', 'severity', 'region']);
  });

  it.each([
    ['the headline', {}, 'Critical - hq-to-aws (vpn-00000000000000001) - no traffic flows'],
    [
      'the subject that the message brings',
      { headline: '심각 · 트래픽 중단', subject: 'Critical · vpn-1 · no tunnel is up' },
      'Critical - vpn-1 - no tunnel is up',
    ],
    [
      'what machines are told, where nothing is in ASCII',
      { headline: '심각 · 트래픽 중단' },
      'critical: incident.opened, vpn-00000000000000001',
    ],
  ])('has as its subject %s', async (_name, different, subject) => {
    const message = { ...announcement().message, ...different };
    expect((await publish(announcement({ message }))).Subject).toBe(subject);
  });

  it('is text for people and JSON for machines', async () => {
    const { Message } = await publish(announcement());
    const forms = JSON.parse(Message);
    expect(forms.default).toMatch(/^Critical · hq-to-aws/);
    for (const protocol of ['sqs', 'lambda', 'http', 'https']) {
      expect(JSON.parse(forms[protocol])).toEqual(announcement());
    }
  });
});

describe('the size of a publication', () => {
  const bytes = (announced: Announcement): number => Buffer.byteLength(fittingMessage(announced));
  const published = (announced: Announcement): Announcement =>
    JSON.parse(JSON.parse(fittingMessage(announced)).sqs);
  const entries = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      seq: index + 1,
      at: 0,
      text: `${index} ${'ü'.repeat(200)}`,
    }));

  it('is kept by leaving out the oldest steps first', () => {
    const announced = announcement({ thread: entries(1_000) });
    expect(bytes(announced)).toBeLessThanOrEqual(262_144 - 2_048);
    const { thread, message } = published(announced);
    expect(thread.length).toBeGreaterThan(10);
    expect(thread.at(-1)?.seq).toBe(1_000);
    expect(message).toEqual(announcement().message);
  });

  it('is then kept by cutting long texts between code points', () => {
    const summary = '😀'.repeat(60_000);
    const announced = announcement({ message: { ...announcement().message, summary } });
    expect(bytes(announced)).toBeLessThanOrEqual(262_144 - 2_048);
    const cut = published(announced).message.summary;
    expect(cut).toMatch(/^(?:😀)+…$/u);
    expect(published(announced).message.headline).toBe(announcement().message.headline);
  });

  it('leaves what fits alone', () => {
    expect(published(announcement({ thread: entries(20) })).thread).toHaveLength(20);
  });
});

describe('a subject', () => {
  it.each([
    ['Critical · hq-to-aws (vpn-1) · no traffic flows', 'Critical - hq-to-aws (vpn-1) - no traffic flows'],
    ['Zürich – Köln', 'Zurich - Koln'],
    ['✅ hq is back', 'hq is back'],
    ['two\nlines\t and\u0000 more', 'two lines and? more'],
    ['東京', 'Tunnelkeeper'],
    ['Critical · 서울 (vpn-1) · no traffic flows', 'Critical - ?? (vpn-1) - no traffic flows'],
    ['', 'Tunnelkeeper'],
  ])('of %j is %j', (headline, subject) => {
    expect(subjectOf(headline)).toBe(subject);
  });

  it('is always one that SNS takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (headline) => {
        expect(subjectOf(headline)).toMatch(/^[A-Za-z0-9][ -~]{0,98}$/);
      }),
    );
  });
});
