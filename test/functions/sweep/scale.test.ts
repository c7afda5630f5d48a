import { expect, it } from 'vitest';
import { createSweepHandler } from '../../../functions/sweep/handler.ts';
import { createLook } from '../../../shared/intake/look.ts';
import { reachWords } from '../../../shared/words/english/reach.ts';
import { at, connection } from '../../domain/builders.ts';
import { createFakeOwnAlarms } from '../../fakes/own-alarms.ts';
import { createFakeTunnelAlarms } from '../../fakes/tunnel-alarms.ts';
import { createRegion } from '../../intake/region.ts';

const regions = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-southeast-1'];

/** The time-out of the function. */
const fiveMinutes = { getRemainingTimeInMillis: () => 300_000 };

/** A thousand connections, as many in each region. */
const setting = () => {
  const region = createRegion(
    Array.from({ length: 1_000 }, (_, index) =>
      connection({
        region: regions[index % regions.length] ?? '',
        connectionId: `vpn-${index.toString(16).padStart(17, '0')}`,
      }),
    ),
  );
  const alarms = createFakeTunnelAlarms();
  const handler = createSweepHandler({
    ...region.deps,
    look: createLook(region.deps),
    alarms,
    ownAlarms: createFakeOwnAlarms(),
    hubRegion: 'us-east-1',
    spokes: regions.slice(1),
    reachWords,
    regions,
    sleep: region.clock.sleep,
  });
  return { region, alarms, handler };
};

it('a sweep of a thousand connections in five regions makes one EC2 call and one query for each region, and writes nothing again', async () => {
  const { region, handler } = setting();
  await handler({ task: 'look' }, fiveMinutes);
  const { writes, loads } = region.records;
  const listed = region.connections.calls.length;
  region.clock.set(at(1));
  await handler({ task: 'look' }, fiveMinutes);
  expect(region.connections.calls.slice(listed)).toEqual(regions.map(() => 'list'));
  expect(region.records.loads - loads).toBe(regions.length);
  expect(region.records.writes - writes).toBe(0);
});

it('the upkeep makes an alarm for each of their tunnels, goes on where it stopped, and then changes nothing', async () => {
  const { region, alarms, handler } = setting();
  for (let run = 0; alarms.changes.length < 2_000 && run < 20; run += 1) {
    const startedAt = region.clock.now();
    await handler({ task: 'alarms' }, fiveMinutes);
    expect(region.clock.now() - startedAt).toBeLessThan(300_000);
  }
  expect(new Set(alarms.changes).size).toBe(2_000);
  await handler({ task: 'alarms' }, fiveMinutes);
  expect(alarms.changes).toHaveLength(2_000);
});
