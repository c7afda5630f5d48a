import { rule, type Sabotage } from './sabotage.ts';

/** Rules of saving, telling, restarting and keeping secrets, each taken away. */
export const ruleSabotages: readonly Sabotage[] = [
  rule(
    'a lost race is decided again',
    'shared/intake/decide-and-save.ts',
    "if ((await deps.records.saveIncident(decision.incident)) === 'saved') return decision;",
    'await deps.records.saveIncident(decision.incident); return decision;',
  ),
  rule(
    'saved before it is announced',
    'shared/intake/decide-and-save.ts',
    "if ((await deps.records.saveIncident(decision.incident)) === 'saved') return decision;",
    'return decision;',
  ),
  rule(
    'marked only after it has been announced',
    'shared/intake/announce.ts',
    'await deps.announcer.announce(announcement);',
    '',
  ),
  rule(
    'what is marked is not announced again',
    'shared/intake/announce.ts',
    'if (!isUnannounced(incident)) return incident;',
    '',
  ),
  rule(
    'what was left unannounced is announced by the next look',
    'shared/intake/look.ts',
    'if (!incident) return report;',
    'if (!incident || !decision.changed) return report;',
  ),
  rule(
    'an incident closes once its tunnels are stable',
    'shared/domain/lifecycle/progress.ts',
    "return close(incident, 'recovered', now);",
    'return incident;',
  ),
  rule(
    'a connection that is gone closes its incident',
    'shared/domain/decide.ts',
    "if (!stored || stored.phase === 'closed') return nothing(stored, reason);",
    'return nothing(stored, reason);',
  ),
  rule(
    'one delivers at a time',
    'functions/slack-notifier/progress.ts',
    'if (stored && stored.leaseUntil > at)',
    'if (stored && false)',
  ),
  rule(
    'an older revision changes nothing',
    'functions/slack-notifier/plan-delivery.ts',
    'if (announcement.revision > delivery.revision) {',
    'if (true) {',
  ),
  rule(
    'what can never be delivered is put aside',
    'functions/slack-notifier/handler.ts',
    'await deps.queue.deadLetter(item.body, reason);',
    '',
  ),
  rule(
    'Retry-After is honoured',
    'functions/slack-notifier/handler.ts',
    'afterMs === undefined ? backOffSeconds(item.receiveCount) : delaySeconds(afterMs)',
    '1',
  ),
  rule(
    'restart-tunnel asks every guard itself',
    'functions/restart-tunnel/restart.ts',
    "if (!verdict.allowed) return { result: 'withheld', reason: verdict.reason };",
    '',
  ),
  rule(
    'an attempt is saved before the call',
    'functions/restart-tunnel/restart.ts',
    "if ((await deps.records.saveIncident(intended)) === 'conflict') return { result: 'lost-race' };",
    '',
  ),
  rule(
    'an uncertain restart is not repeated',
    'shared/aws/ec2/restart-outcome.ts',
    "blamesRequest ? 'rejected' : 'uncertain'",
    "blamesRequest ? 'rejected' : 'busy'",
  ),
  rule(
    'errors of AWS lose their answers at the adapter',
    'shared/aws/client/aws-call-error.ts',
    'throw new AwsCallError(operation, callFailureOf(error));',
    'throw error;',
  ),
  rule(
    'lines of logs are masked',
    'shared/domain/diagnosis/log/mask-secrets.ts',
    'cut(maskings.reduce((line, masking) => masking(line), plainLine(text)))',
    'cut(plainLine(text))',
  ),
];
