import { writeFileSync } from 'node:fs';
import type { Play } from '../account/play.ts';
import { renderPage } from '../slack/page/render-page.ts';

const channel = 'vpn-alerts';

/** The channel as a person sees it now, as a page. */
export const writePage = ({ slack }: Play, file: string, say: (line: string) => void): void => {
  writeFileSync(file, renderPage(channel, slack.messages(channel)));
  say(`#${channel} is in ${file}.`);
};
