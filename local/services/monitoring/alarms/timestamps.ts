import type { EpochMs } from '../../../contract.ts';

/** As in alarm events: `2019-10-02T17:04:40.989+0000`. */
export const alarmTimestamp = (at: EpochMs): string => new Date(at).toISOString().replace('Z', '+0000');

/** As in alarm reasons: `02/10/19 16:59:00`. */
export const reasonTimestamp = (at: EpochMs): string => {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const [year = '', month, day] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
};
