import { playScenario } from '../local/account/play.ts';
import type { JournalEntry } from '../local/contract.ts';
import type { Scenario } from '../local/scenario/format/scenario.ts';
import { loadScenario } from '../local/scenario/load.ts';

/** A tunnel falls between two sweeps, and its alarm arrives before the next one. */
const alarmFirst = (): Scenario => {
  const scenario = loadScenario('late-alarm');
  const fall = scenario.steps.find((step) => step.gatewayGoesSilent !== undefined);
  const alarm = scenario.steps.find((step) => step.busEvent !== undefined);
  if (!fall || !alarm) throw new Error('The scenario late-alarm has no fall or no alarm.');
  return {
    ...scenario,
    steps: [
      { ...fall, at: 230_000 },
      { ...alarm, at: 285_000 },
    ],
  };
};

/** The calls that the function of the tunnel alarms makes for a fallen tunnel, up to and with the publication. */
export const benchSignal = async (assemblyDirectory: string): Promise<readonly string[]> => {
  const play = await playScenario(alarmFirst(), { assemblyDirectory });
  try {
    await play.clock.run({ until: play.clock.now() + 290_000 });
    return upToPublish(play.journal.of('call').filter(isOfTunnelAlarm));
  } finally {
    await play.close();
  }
};

const isOfTunnelAlarm = (call: JournalEntry): boolean =>
  String(call['functionName']).includes('TunnelAlarmFunction');

const upToPublish = (calls: readonly JournalEntry[]): readonly string[] => {
  const operations = calls.map((call) => String(call['operation']));
  const published = operations.indexOf('Publish');
  if (published === -1) throw new Error('The function of the tunnel alarms has published nothing.');
  return operations.slice(0, published + 1);
};
