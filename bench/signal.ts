import { playScenario } from '../local/account/play.ts';
import { type Exchange, exchangesDuring, idleMs, longestRow, roundTripMs } from './exchanges.ts';
import { table, times } from './figures.ts';
import { alarmEvent, connectionId, oneConnection, region } from './one-connection.ts';

const fall = { at: '245s', gatewayDeletesIkeSa: connectionId };
const alarm = { at: '250s', busEvent: { event: alarmEvent } };

/** A tunnel falls between two sweeps, and its alarm is the first to tell. */
export const benchSignal = async (assemblyDirectory: string): Promise<string> => {
  const play = await playScenario(oneConnection([fall, alarm], 10), { assemblyDirectory });
  try {
    const startAt = play.clock.now();
    await play.clock.run({ until: startAt + 249_000 });
    const exchanges = await exchangesDuring(() => play.clock.run({ until: startAt + 251_000 }));
    const posted = exchanges.findIndex(({ name }) => name.includes('chat.postMessage'));
    const published = exchanges.findIndex(({ name }) => name.startsWith('sns'));
    if (published < 0 || posted < published) throw new Error(`Nothing was told in ${region}.`);
    return table(
      ['way', 'requests', 'one after another', 'own time in round trips', 'in the order of their answers'],
      [
        rowOf('signal to SNS', exchanges.slice(0, published + 1)),
        rowOf('signal to Slack', exchanges.slice(0, posted + 1)),
      ],
    );
  } finally {
    await play.close();
  }
};

const rowOf = (way: string, exchanges: readonly Exchange[]): readonly (string | number)[] => [
  way,
  exchanges.length,
  longestRow(exchanges),
  times(idleMs(exchanges) / roundTripMs),
  exchanges.map(({ name }) => `\`${name}\``).join(' '),
];
