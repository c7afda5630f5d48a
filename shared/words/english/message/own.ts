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
};
