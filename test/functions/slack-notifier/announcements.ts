import type { Announcement, ThreadEntry } from '../../../shared/contracts/announcement.ts';
import { outageMessage } from '../../slack/messages.ts';

export const startAt = Date.UTC(2026, 10, 24, 3, 4);

/** Entries `1` to `count`, a minute apart. */
export const threadOf = (count: number): readonly ThreadEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    seq: index + 1,
    at: startAt + index * 60_000,
    text: `entry-${index + 1}.`,
  }));

/** Entries `1` to `count`, of which those named ring. */
export const ringing = (count: number, ...loud: readonly number[]): readonly ThreadEntry[] =>
  threadOf(count).map((entry) => (loud.includes(entry.seq) ? { ...entry, loud: true } : entry));

export const incidentAnnouncement = (different: Partial<Announcement> = {}): Announcement => ({
  format: 'tunnelkeeper/announcement/1',
  kind: 'incident.opened',
  subjectId: 'vpn-0123456789abcdef0/1795489440000',
  revision: 1,
  region: 'eu-west-1',
  connectionId: 'vpn-0123456789abcdef0',
  channel: undefined,
  message: outageMessage(),
  thread: threadOf(1),
  chart: undefined,
  ...different,
});
