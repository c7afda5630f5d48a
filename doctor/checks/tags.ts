import type { Connection } from '../../shared/domain/connection.ts';
import { cut, nameAndId } from '../../shared/domain/message/subject.ts';
import { type MistakenTag, mistakenTags } from '../../shared/domain/own-tags.ts';
import { counted } from '../counted.ts';
import type { Examined } from '../examine.ts';
import { failed, passed } from '../finding.ts';

const longestShown = 80;

/** Whether Tunnelkeeper understands the tags that are meant for it. */
export const checkTags = (connections: readonly Connection[]): Examined => {
  const verdicts = connections.flatMap(({ connectionId, name, tags }) =>
    mistakenTags(tags).map((tag) =>
      failed(`${nameAndId(name, connectionId)}: ${mistakeOf(tag)}, so the policy holds`, [remedyOf(tag)], {
        connectionId,
      }),
    ),
  );
  return {
    verdicts:
      verdicts.length > 0
        ? verdicts
        : [passed(`understood, on ${counted(connections.length, 'connection')}`)],
  };
};

const mistakeOf = ({ key, value, mistake }: MistakenTag): string =>
  mistake === 'unknown-key'
    ? `there is no tag ${cut(key, longestShown)}`
    : `the tag ${key} has the unknown value "${cut(value, longestShown)}"`;

const remedyOf = ({ key, mistake, allowed }: MistakenTag): string =>
  mistake === 'unknown-key'
    ? `Tags are ${allowed.join(', ')}.`
    : `Set ${key} to ${allowed.join(' or ')}, or remove it.`;
