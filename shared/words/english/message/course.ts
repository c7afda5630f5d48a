import type { MessageCatalogue } from '../../../domain/message/catalogue.ts';
import type { CourseWords } from '../../../domain/message/words.ts';

const tunnel = ({ outsideIp }: CourseWords): string =>
  outsideIp === '' ? 'A tunnel' : `Tunnel ${outsideIp}`;

const theTunnel = ({ outsideIp }: CourseWords): string =>
  outsideIp === '' ? 'a tunnel' : `tunnel ${outsideIp}`;

export const course: MessageCatalogue['course'] = {
  opened: ({ health }) => `Incident opened: ${health}.`,
  'not-reported': (words) =>
    `AWS has not reported the state of ${theTunnel(words)} for ${words.detail === '' ? 'some' : words.detail} minutes. It may be up or down.`,
  worsened: ({ health }) => `It got worse: ${health}.`,
  improved: ({ health }) => `It got better: ${health}.`,
  'tunnel-fell': (words) => `${tunnel(words)} went down.`,
  'tunnel-recovered': (words) => `${tunnel(words)} is up again.`,
  flapping: ({ detail }) =>
    `The connection is flapping${detail === '' ? '' : `: ${detail} falls within the hour`}. Single falls are not told from here on.`,
  recurring: ({ recurrence }) => recurrence || 'The connection drops again and again.',
  'outage-stays': ({ health }) => `The outage stays: ${health}.`,
  'settled-unhealthy': ({ health }) => `The flapping has stopped, and it is not well: ${health}.`,
  settled: ({ health }) => `The flapping has stopped: ${health}.`,
  reminder: ({ health }) => `Still not recovered: ${health}.`,
  'cause-found': ({ cause }) => `Cause: ${cause}`,
  'health-echo': () =>
    'AWS Health reports that a tunnel endpoint was replaced: that was our own restart, and nothing new.',
  'change-echo': () =>
    'AWS Health reports that a tunnel endpoint was replaced: that was the change of the connection, and nothing new.',
  changed: ({ change }) => change || 'Somebody has changed the connection.',
  withheld: (words) => `${tunnel(words)} is not restarted${words.temporary ? ' yet' : ''}: ${words.withheld}`,
  'restart-started': (words) =>
    `${tunnel(words)} has been restarted; whether it comes back is being checked.`,
  'restart-uncertain': (words) =>
    `A restart of ${theTunnel(words)} was asked for, but AWS's answer was lost${reason(words)}. It is not repeated; its effect is being checked.`,
  'restart-busy': (words) =>
    `AWS would not restart ${theTunnel(words)} now, because the connection is busy${reason(words)}. It is tried again later.`,
  'restart-rejected': (words) => `AWS refused to restart ${theTunnel(words)}${reason(words)}.`,
  'restart-recovered': (words) => `${tunnel(words)} came back after the restart.`,
  'restart-failed': (words) => `${tunnel(words)} did not come back after the restart.`,
  closed: ({ closed }) => `Incident closed: ${closed}.`,
};

const reason = ({ detail }: CourseWords): string => (detail === '' ? '' : ` (${detail})`);
