import { consoleHost } from '../message/console-links.ts';
import type { Link } from '../message/message.ts';
import { type EpochMs, minutesMs } from '../time.ts';
import type { DiagnosisWords } from './diagnosis-words.ts';
import type { Evidence } from './evidence.ts';
import { isoTime } from './iso-time.ts';

const mostLinks = 2;

/** What messages in Slack have room for. */
const longestUrl = 1_000;

/** What the console is to show: from a quarter of an hour before the fall to half an hour after it. */
const beforeMs = minutesMs(15);
const afterMs = minutesMs(30);

/** Queries of the tunnels' logs around the fall, in CloudWatch Logs Insights. */
export const logLinks = (
  evidence: Evidence,
  region: string,
  fellAt: EpochMs,
  words: DiagnosisWords,
): readonly Link[] =>
  evidence.logs
    .map(({ logGroup }) => ({
      label: words.tunnelLogLink(logGroup),
      url: insightsUrl(
        region,
        logGroup,
        evidence.connection.connectionId,
        fellAt - beforeMs,
        fellAt + afterMs,
      ),
    }))
    .filter(({ url }) => url.length <= longestUrl)
    .slice(0, mostLinks);

/** The console's own notation: an object as `~(key~'text)`, its texts escaped with `*`, all of it escaped twice with `%`, which becomes `$`. */
export const insightsUrl = (
  region: string,
  logGroup: string,
  connectionId: string,
  from: EpochMs,
  to: EpochMs,
): string => {
  const query = `fields @timestamp, @logStream, @message\n| filter @logStream like "${connectionId}"\n| sort @timestamp asc\n| limit 1000`;
  const detail = [
    `end~${text(isoTime(to))}`,
    `start~${text(isoTime(from))}`,
    `timeType~${text('ABSOLUTE')}`,
    `tz~${text('UTC')}`,
    `editorString~${text(query)}`,
    `source~(~${text(logGroup)})`,
  ].join('~');
  const fragment = percentEscaped(`?queryDetail=${percentEscaped(`~(${detail})`)}`).replaceAll('%', '$');
  return `https://${consoleHost(region)}/cloudwatch/home?region=${encodeURIComponent(region)}#logsV2:logs-insights${fragment}`;
};

const text = (value: string): string =>
  `'${value.replace(/[^A-Za-z0-9._-]/gu, (character) => `*${hexOf(character)}`)}`;

/** Log group names and our own query are ASCII. */
const hexOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).padStart(2, '0');

const percentEscaped = (value: string): string =>
  value.replace(/[^A-Za-z0-9._*-]/gu, (character) => `%${hexOf(character).toUpperCase()}`);
