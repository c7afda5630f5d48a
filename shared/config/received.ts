const longestShown = 80;

/** Whatever begins a Slack token or the address of a Slack webhook. */
const slackSecret = /xox[a-z]-|hooks\.slack(?:-gov)?\.com/i;

/** A value as a mistake quotes it: JSON, cut short, and never a Slack secret that was pasted into the wrong place. */
export const received = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value);
  if (slackSecret.test(json)) return 'what looks like a Slack secret (not shown)';
  const characters = [...json];
  return characters.length > longestShown ? `${characters.slice(0, longestShown).join('')}…` : json;
};
