import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { Chart } from '../../shared/domain/diagnosis/explanation.ts';
import type { SlackFile } from '../../shared/slack/upload.ts';

const longestTitle = 200;
/** Slack takes 1,000 characters. */
const longestAltText = 900;

/** A chart as the file that is shown. Its words are text to Slack, not markup. */
export const chartFile = (
  { connectionId, message }: Announcement,
  { title }: Chart,
  picture: Uint8Array,
): Pick<SlackFile, 'filename' | 'bytes' | 'title' | 'altText'> => ({
  filename: `${connectionId ?? 'tunnels'}.png`,
  bytes: Uint8Array.from(picture),
  title: oneLine(title, longestTitle),
  altText: oneLine(
    [title, ...message.tunnels.map(({ outsideIp, text }) => `${outsideIp} ${text}`)].join('; '),
    longestAltText,
  ),
});

const oneLine = (text: string, most: number): string => {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
};
