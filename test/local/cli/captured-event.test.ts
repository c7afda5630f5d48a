import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountNamedBy, completed, EventError, readEvents } from '../../../local/cli/captured-event.ts';
import { loadScenario } from '../../../local/scenario/load.ts';

const fileWith = async (text: string): Promise<string> => {
  const file = join(await mkdtemp(join(tmpdir(), 'tunnelkeeper-event-')), 'event.json');
  await writeFile(file, text);
  return file;
};

const event = { source: 'aws.health', 'detail-type': 'AWS Health Event', detail: {} };

describe('a file of captured events', () => {
  it.each([
    ['one object', JSON.stringify(event), 1],
    ['a list', JSON.stringify([event, event]), 2],
    ['one object a line', `${JSON.stringify(event)}\n${JSON.stringify(event)}\n`, 2],
  ])('may hold %s', async (_name, text, count) => {
    expect(readEvents(await fileWith(text))).toHaveLength(count);
  });

  it.each([
    ['not JSON', '{', /is not JSON: /],
    [
      'no event',
      '{"detail":{}}',
      /an event has at least "source" and "detail-type"; received {"detail":{}}\.$/,
    ],
    ['null', 'null', /received null\.$/],
  ])('is refused with what is wrong: %s', async (_name, text, message) => {
    const file = await fileWith(text);
    expect(() => readEvents(file)).toThrow(EventError);
    expect(() => readEvents(file)).toThrow(message);
  });

  it('that is not there is named', () => {
    expect(() => readEvents('/no/such/file.json')).toThrow(/^\/no\/such\/file\.json cannot be read: ENOENT/);
  });
});

describe('the account of captured events', () => {
  const account = accountNamedBy(
    [
      {
        ...event,
        account: '478983378254',
        region: 'us-west-2',
        detail: { eventRegion: 'eu-central-1', text: 'about vpn-0171313c6944e5983' },
      } as never,
    ],
    loadScenario('quiet'),
  );

  it('has the number, the region and the connections that they name', () => {
    expect(account).toMatchObject({ accountId: '478983378254', region: 'eu-central-1' });
    expect(account.estate.connections.map(({ id }) => id)).toEqual(['vpn-0171313c6944e5983']);
  });

  it('completes an event with what every event has', () => {
    expect(completed(event as never, 0, 3)).toMatchObject({
      id: 'captured-3',
      time: '1970-01-01T00:00:00.000Z',
      region: 'us-east-1',
    });
    expect(completed({ ...event, id: 'its own' } as never, 0, 3).id).toBe('its own');
  });
});
