import type { Titles } from '../../../domain/message/message.ts';

export const titles: Titles = {
  why: 'Why',
  evidence: 'Evidence',
  tunnels: 'Tunnels',
  connections: 'Connections',
  happened: 'Happened',
  done: 'Done',
  todo: 'What to do now',
  findings: 'Found in the set-up',
  unread: 'Could not be looked at',
  more: '… and {count} more',
  earlier: '… {count} earlier',
};
