import type { TunnelAlarm, TunnelAlarms } from '../../shared/ports/aws.ts';
import { createFailures, type Failures } from './failures.ts';

export interface FakeTunnelAlarms extends TunnelAlarms {
  /** By region, then by name. */
  readonly alarms: Map<string, Map<string, TunnelAlarm>>;
  /** The dimension sets that the metrics of a region are listed under. */
  readonly dimensions: Map<string, readonly Readonly<Record<string, string>>[]>;
  /** Names of alarms that somebody else has made: they are neither listed nor overwritten. */
  readonly foreign: Set<string>;
  /** Changes in their order: `put NAME`, `remove NAME`. */
  readonly changes: string[];
  readonly failures: Failures;
}

export const createFakeTunnelAlarms = (): FakeTunnelAlarms => {
  const failures = createFailures();
  const fake: FakeTunnelAlarms = {
    alarms: new Map(),
    dimensions: new Map(),
    foreign: new Set(),
    changes: [],
    failures,
    list: async (region) => {
      failures.throwIfDue();
      return [...alarmsOf(region).values()];
    },
    put: async (region, alarm) => {
      failures.throwIfDue();
      if (fake.foreign.has(alarm.alarmName)) return;
      fake.changes.push(`put ${alarm.alarmName}`);
      alarmsOf(region).set(alarm.alarmName, { ...alarm, asMade: true });
    },
    remove: async (region, alarmNames) => {
      failures.throwIfDue();
      for (const name of alarmNames) {
        fake.changes.push(`remove ${name}`);
        alarmsOf(region).delete(name);
      }
    },
    metricDimensions: async (region) => {
      failures.throwIfDue();
      return fake.dimensions.get(region) ?? [];
    },
  };
  const alarmsOf = (region: string): Map<string, TunnelAlarm> => {
    const present = fake.alarms.get(region) ?? new Map<string, TunnelAlarm>();
    fake.alarms.set(region, present);
    return present;
  };
  return fake;
};
