import type { PutMetricAlarmInput, Tag } from '@aws-sdk/client-cloudwatch';
import type { Clock, EpochMs, Journal, PutEvent } from '../../../contract.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import { defineAlarm } from './define.ts';
import { evaluateNow } from './evaluation-round.ts';
import { alarmStateChange } from './event.ts';
import { type AlarmNotification, alarmNotification } from './notification.ts';
import { initialReason } from './reason.ts';

export interface AlarmBookDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly putEvent: PutEvent;
  readonly store: MetricStore;
  /** Publishes what an alarm sends to an SNS topic. */
  readonly notify: (topicArn: string, notification: AlarmNotification) => void;
  readonly accountId: string;
  readonly partition: string;
}

/** The metric alarms of all regions, and what happens when one changes its state. */
export interface AlarmBook {
  /** Creates, or changes the configuration and nothing else. */
  put(region: string, input: PutMetricAlarmInput, evaluatedFrom?: EpochMs): Alarm;
  find(region: string, name: string): Alarm | undefined;
  /** In order of name. */
  list(region: string): readonly Alarm[];
  remove(region: string, name: string): void;
  enter(alarm: Alarm, state: Omit<AlarmState, 'at'>): void;
  evaluateAll(): void;
}

export const createAlarmBook = (deps: AlarmBookDeps): AlarmBook => {
  const { clock, journal, store, accountId, partition } = deps;
  const alarms = new Map<string, Alarm>();
  const keyOf = (region: string, name: string): string => `${region}/${name}`;

  const enter = (alarm: Alarm, state: AlarmState): void => {
    const previous = alarm.state;
    alarm.state = state;
    if (previous.value === state.value) return;
    const { region, definition } = alarm;
    journal.record('alarm.state', {
      region,
      alarmName: definition.name,
      from: previous.value,
      to: state.value,
      reason: state.reason,
    });
    deps.putEvent(alarmStateChange(alarm, previous, accountId));
    runActions(alarm, previous, deps);
  };

  return {
    put: (region, input, evaluatedFrom = clock.now()) => {
      const definition = defineAlarm(input);
      const known = alarms.get(keyOf(region, definition.name));
      const now = clock.now();
      if (known) {
        Object.assign(known, { definition, configuredAt: now, series: undefined, settledOn: undefined });
        return known;
      }
      const alarm: Alarm = {
        region,
        arn: `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${definition.name}`,
        tags: tagsFrom(input.Tags),
        definition,
        configuredAt: now,
        evaluatedFrom,
        state: { value: 'INSUFFICIENT_DATA', reason: initialReason, at: now },
        series: undefined,
        settledOn: undefined,
      };
      alarms.set(keyOf(region, definition.name), alarm);
      return alarm;
    },
    find: (region, name) => alarms.get(keyOf(region, name)),
    list: (region) =>
      [...alarms.values()]
        .filter((alarm) => alarm.region === region)
        .sort((one, other) => (one.definition.name < other.definition.name ? -1 : 1)),
    remove: (region, name) => {
      alarms.delete(keyOf(region, name));
    },
    enter: (alarm, state) => {
      alarm.settledOn = undefined;
      enter(alarm, { ...state, at: clock.now() });
    },
    evaluateAll: () => {
      for (const alarm of alarms.values()) {
        if (clock.now() < alarm.evaluatedFrom) continue;
        const state = evaluateNow(alarm, store, clock.now());
        if (state) enter(alarm, state);
      }
    },
  };
};

const tagsFrom = (tags: readonly Tag[] | undefined): Map<string, string> =>
  new Map((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));

/** Actions run on a change of state only. Of their kinds, SNS topics are modelled. */
const runActions = (
  alarm: Alarm,
  previous: AlarmState,
  { notify, journal, accountId }: AlarmBookDeps,
): void => {
  const { ActionsEnabled, AlarmActions, OKActions, InsufficientDataActions } = alarm.definition.input;
  if (ActionsEnabled === false) return;
  const actions = { ALARM: AlarmActions, OK: OKActions, INSUFFICIENT_DATA: InsufficientDataActions };
  for (const arn of actions[alarm.state.value] ?? []) {
    if (arn.split(':')[2] === 'sns') notify(arn, alarmNotification(alarm, previous, accountId));
    else journal.record('alarm.action-not-modelled', { alarmName: alarm.definition.name, arn });
  }
};
