import type { OwnText } from '../../../domain/message/catalogue.ts';

export const own: OwnText = {
  alarm: {
    ALARM: (alarmName) => `Tunnelkeeper itself needs attention: ${alarmName}`,
    OK: (alarmName) => `Tunnelkeeper itself works again: ${alarmName}`,
    INSUFFICIENT_DATA: (alarmName) => `Tunnelkeeper itself gives no sign of life: ${alarmName}`,
  },
  unreadable: {
    headline: 'Unreadable notification',
    summary: 'Something was published to the topic of Tunnelkeeper that it does not understand.',
    problem: 'Problem',
    beginsWith: 'It begins with:',
    todo: 'Find out what publishes to this topic besides Tunnelkeeper.',
  },
  postedHere: (channel, error) => `${channel} refused this message (${error}): posted here instead`,
  watches: {
    headline: (connections, regions) =>
      `Tunnelkeeper watches ${count(connections, 'connection')} in ${count(regions, 'region')}`,
    summary: 'It has been deployed, has looked at everything once, and will say here what happens.',
    region: ({ connections, outages, degraded, unusedTunnels }) =>
      [
        count(connections, 'connection'),
        outages > 0 && `${outages} down`,
        degraded > 0 && `${degraded} over one tunnel`,
        unusedTunnels > 0 && `${count(unusedTunnels, 'tunnel')} never used`,
      ]
        .filter((part) => part !== false)
        .join(' · '),
  },
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
