/** What the two schedules send to the sweep function. */
export const SweepTask = { look: 'look', alarms: 'alarms' } as const;

export type SweepTaskName = (typeof SweepTask)[keyof typeof SweepTask];

/** What the two schedules send to the review function. */
export const ReviewTask = { traffic: 'traffic', posture: 'posture' } as const;

export type ReviewTaskName = (typeof ReviewTask)[keyof typeof ReviewTask];

/** The constant input of a schedule rule. */
export interface ScheduleInput {
  readonly task: SweepTaskName | ReviewTaskName;
}
