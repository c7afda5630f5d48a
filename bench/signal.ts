import { playScenario } from '../local/account/play.ts';
import { loadScenario } from '../local/scenario/load.ts';

/** The calls of the function that tells of the first outage, up to and with the publication, in their order. */
export const benchSignal = async (assemblyDirectory: string): Promise<string> => {
  const play = await playScenario(loadScenario('dead-gateway'), { assemblyDirectory });
  try {
    const published = () => play.journal.of('call').some((call) => call['operation'] === 'Publish');
    await play.clock.run({ until: () => published() || play.clock.now() >= play.endsAt });
    const calls = play.journal.of('call');
    const publish = calls.find((call) => call['operation'] === 'Publish');
    const own = calls.filter(
      (call) => call.at === publish?.at && call['functionName'] === publish['functionName'],
    );
    return own.map((call) => `\`${call['operation']}\``).join(' → ');
  } finally {
    await play.close();
  }
};
