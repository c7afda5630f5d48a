import { describe, expect, it } from 'vitest';
import { batch, createSetting } from './setting.ts';

const whole = { region: 'eu-west-1', connectionId: 'vpn-0a1b2c3d4e5f60718', incidentId: 'x' };

describe('a batch of requests for a cause', () => {
  it.each([
    ['not JSON', 'why?'],
    ['not an object', '"x"'],
    ['no connection', JSON.stringify({ ...whole, connectionId: undefined })],
    ['wrong types', '{"region":1,"connectionId":[],"incidentId":null}'],
  ])('leaves what it cannot read for the dead-letter queue, with a reason: %s', async (_name, unreadable) => {
    const { handler, region } = await createSetting();
    expect(await handler(batch(unreadable, JSON.stringify(whole)))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-0' }],
    });
    const errors = region.log.entries.filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([{ message: 'diagnosis request failed', facts: { reason: 'unreadable' } }]);
  });

  it('leaves what failed for the retry, and goes on with the others', async () => {
    const { handler, region, body } = await createSetting();
    region.connections.failures.next(new Error('throttled'));
    expect(await handler(batch(body, body))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-0' }],
    });
    expect(region.log.messages('error')).toEqual(['diagnosis request failed']);
    expect(region.log.messages('info')).toContain('diagnosed');
  });
});
