/** What the two schedules send to the sweep function. */
export const SweepTask = { look: 'look', alarms: 'alarms' } as const;

export type SweepTaskName = (typeof SweepTask)[keyof typeof SweepTask];

/** The constant input of a schedule rule. */
export interface SweepInput {
  readonly task: SweepTaskName;
}
