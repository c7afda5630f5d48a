import type { OwnText } from '../../../domain/message/catalogue.ts';

export const own: OwnText = {
  alarm: {
    meaning: {
      'no-sweep': 'No sweep has completed for some minutes, so tunnels are not watched.',
      'overdue-announcements':
        'News of an incident has waited for more than five minutes: people have not been told of it.',
      'refused-slack-messages':
        'Slack refuses messages: the app, its token or the configured channel. They are sent by themselves once that is mended; until then, whoever relies on Slack does not read them.',
      'undelivered-slack-messages':
        'Slack will never take a message as it is, and it is set aside: whoever relies on Slack has not read it.',
      'undelivered-announcements':
        'SNS could not deliver a message to an e-mail address or queue: whoever relies on it has not read it.',
      'undelivered-events':
        'EventBridge could not call a function. If it is the sweep, tunnels are not watched; otherwise an AWS Health notice may be missing.',
      'failed-events':
        'A function failed on an event and on both retries. The sweep catches up on tunnels; an AWS Health notice may be missing.',
      'waiting-slack-messages':
        'A message has waited a quarter of an hour for Slack: whoever relies on Slack has not read it yet.',
      'function-errors': 'A function has failed three times within five minutes. Failed work is retried.',
      'unforwarded-events':
        'A region cannot forward its events. Its tunnels are still checked every minute; an AWS Health notice may be missing.',
      'failing-restarts':
        'AWS has refused the call that restarts a tunnel, most often for want of a permission: tunnels are not restarted.',
      'failed-restarts':
        'A request to restart a tunnel could not be handled. The tunnel has not been touched.',
      'waiting-restarts':
        'A request to restart a tunnel has waited for ten minutes. The tunnel has not been touched.',
      'failed-diagnoses': 'A diagnosis has failed: the outage was reported, its cause is missing.',
      'waiting-diagnoses':
        'A diagnosis has waited for ten minutes: the outage was reported, its cause is missing.',
    },
    consequence: {
      'no-sweep': 'nothing is watched',
      'overdue-announcements': 'messages are not published',
      'refused-slack-messages': 'Slack refuses messages',
      'undelivered-slack-messages': 'messages did not reach Slack',
      'undelivered-announcements': 'messages did not reach a subscriber',
      'undelivered-events': 'events did not reach a function',
      'failed-events': 'events could not be handled',
      'waiting-slack-messages': 'messages wait for Slack',
      'function-errors': 'a function keeps failing',
      'unforwarded-events': 'a region forwards no events',
      'failing-restarts': 'AWS refuses restarts',
      'failed-restarts': 'a restart could not be handled',
      'waiting-restarts': 'restarts wait',
      'failed-diagnoses': 'causes are not found',
      'waiting-diagnoses': 'causes come late',
    },
    over: 'all clear',
    overSummary:
      'Tunnelkeeper works again. What it could not do meanwhile, it has caught up with or set aside: see the thread.',
    title: 'What is wrong',
    since: ({ text, since, part }) => `${part === '' ? '' : `${part}: `}${text} Since ${since}.`,
    again: (text) => `Once more: ${text}`,
    still: ({ text, since }) => `Still, since ${since}: ${text}`,
    ended: (text) => `Over: ${text}`,
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
    slackOnly:
      'Add a second way to hear of an outage: an e-mail address ("email" in tunnelkeeper.json), or a pager subscribed to the SNS topic. If the Slack token is revoked, Slack stays silent.',
    region: ({ connections, outages, degraded, unusedTunnels }) =>
      [
        count(connections, 'connection'),
        outages > 0 && `${outages} down`,
        degraded > 0 && `${degraded} over one tunnel`,
        unusedTunnels > 0 && `${count(unusedTunnels, 'tunnel')} never used`,
      ]
        .filter((part) => part !== false)
        .join(' · '),
    nothing: (regions) => `Tunnelkeeper has found no VPN connection in ${count(regions, 'region')}`,
    nothingTodo:
      'If there should be some: is this the account, and are their regions enabled and among `regions`?',
    refusing: ({ region, code, reason }) =>
      `region ${region}, where no connection is known (${code || reason})`,
    othersUnknown:
      'which other regions the account has enabled (`ec2:DescribeRegions`); until that is known only those named above are watched',
  },
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
