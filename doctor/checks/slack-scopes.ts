import { historyScopes, neededScopes } from '../../shared/slack/scopes.ts';
import type { Examined } from '../examine.ts';
import { failed, passed, skipped, type Verdict } from '../finding.ts';

/** Whether the token is good for all that is done with it. */
export const checkSlackScopes = (scopes: readonly string[] | undefined): Examined => {
  if (!scopes) return { verdicts: [skipped('Slack did not say what the token is good for')] };
  const missing = Object.entries(neededScopes).filter(([scope]) => !scopes.includes(scope));
  const history = Object.values(historyScopes);
  const unseen = history.filter((scope) => !scopes.includes(scope));
  const once: readonly Verdict[] =
    unseen.length < history.length
      ? []
      : [
          skipped(`without ${unseen.join(' or ')} a message may come twice where Slack's answer is lost`, [
            `Add ${history[0]} (${history[1]} for a private channel) to the app, and install it again.`,
          ]),
        ];
  if (missing.length === 0) return { verdicts: [passed(Object.keys(neededScopes).join(', ')), ...once] };
  const names = missing.map(([scope]) => scope).join(' and ');
  const uses = missing.map(([, use]) => use).join(' or ');
  return {
    verdicts: [
      failed(`without ${names} there are no ${uses}`, [
        `Add ${names} under "OAuth & Permissions" of the app, and install it again.`,
      ]),
      ...once,
    ],
  };
};
