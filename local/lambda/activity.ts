import type { Activity } from '../contract.ts';

/** `Activity` as the clock reads it. */
export interface ObservedActivity extends Activity {
  /** How many requests have begun, ended or fallen silent so far. */
  readonly changes: number;
}

export function createActivity(): ObservedActivity {
  let busy = 0;
  let held = 0;
  let changes = 0;
  return {
    get busy() {
      return busy;
    },
    get held() {
      return held;
    },
    get changes() {
      return changes;
    },
    begin: () => {
      let state: 'busy' | 'held' | 'ended' = 'busy';
      busy += 1;
      changes += 1;
      return {
        hold: () => {
          if (state !== 'busy') return;
          state = 'held';
          busy -= 1;
          held += 1;
          changes += 1;
        },
        end: () => {
          if (state === 'ended') return;
          if (state === 'busy') busy -= 1;
          else held -= 1;
          state = 'ended';
          changes += 1;
        },
      };
    },
  };
}
