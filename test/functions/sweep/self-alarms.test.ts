import { expect, it } from 'vitest';
import { remindOfSelfAlarms } from '../../../functions/sweep/self-alarms.ts';
import { hoursMs, minutesMs } from '../../../shared/domain/time.ts';
import { createFakeOwnAlarms } from '../../fakes/own-alarms.ts';
import { createRegion } from '../../intake/region.ts';

const since = Date.UTC(2026, 2, 2, 3, 4);

const setting = (state: 'raised' | 'silent' | 'ok') => {
  const region = createRegion([]);
  const ownAlarms = createFakeOwnAlarms();
  ownAlarms.alarms.set('us-east-1', [{ name: 'tunnelkeeper/self/failed-events', state, since }]);
  const deps = { ...region.deps, ownAlarms, hubRegion: 'us-east-1' };
  /** As often as the schedule comes, a few seconds late. */
  const runFor = async (hours: number): Promise<void> => {
    for (let at = minutesMs(11) + 7_000; at < hoursMs(hours); at += minutesMs(15)) {
      region.clock.set(since + at);
      await remindOfSelfAlarms(deps);
    }
  };
  return { region, ownAlarms, runFor };
};

it('says again every four hours what lasts', async () => {
  const { region, runFor } = setting('raised');
  await runFor(13);
  expect(region.told()).toEqual(['notice.own-alarm', 'notice.own-alarm', 'notice.own-alarm']);
});

it('says nothing of what is over', async () => {
  const { region, runFor } = setting('ok');
  await runFor(13);
  expect(region.told()).toEqual([]);
});

it('fails nothing where the alarms cannot be asked', async () => {
  const { region, ownAlarms, runFor } = setting('raised');
  ownAlarms.failures.next(new Error('throttled'), 100);
  await runFor(5);
  expect(region.told()).toEqual([]);
  expect(region.log.entries.length).toBeGreaterThan(0);
});
