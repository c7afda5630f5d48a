import { without } from './guards.ts';
import { rule, type Sabotage, type Symptom } from './sabotage.ts';

const uncertainRestart: Symptom = {
  invariants: ['uncertain-restarts-are-not-repeated', 'restarts-are-safe'],
};

/** Rules of saving, telling, restarting and keeping secrets, each taken away. */
export const ruleSabotages: readonly Sabotage[] = [
  rule(
    'a lost race is decided again',
    'shared/intake/decide-and-save.ts',
    "if ((await deps.records.saveIncident(decision.incident)) === 'saved') return decision;",
    'await deps.records.saveIncident(decision.incident); return decision;',
    'nothing-saved-is-lost',
    'everything-converges',
    'outages-are-told',
  ),
  rule(
    'saved before it is announced',
    'shared/intake/decide-and-save.ts',
    "if ((await deps.records.saveIncident(decision.incident)) === 'saved') return decision;",
    'return decision;',
    'nothing-saved-is-lost',
  ),
  rule(
    'marked only after it has been announced',
    'shared/intake/announce.ts',
    'await deps.announcer.announce(announcement);',
    '',
    'nothing-saved-is-lost',
  ),
  rule(
    'what is marked is not announced again',
    'shared/domain/lifecycle/untold.ts',
    '=> revision > announcedRevision;',
    '=> revision >= announcedRevision;',
    'told-once',
  ),
  rule(
    'an outage that stays rings though the connection flaps',
    'shared/domain/lifecycle/flapping.ts',
    'return flapsNow ? tellLasting(incident, policy, now) : incident;',
    'return incident;',
    'an-outage-that-stays-rings',
  ),
  rule(
    'what was left unannounced is announced by the next look',
    'shared/intake/look.ts',
    'if (!incident) return report;',
    'if (!incident || !decision.changed) return report;',
    'nothing-saved-is-lost',
    'outages-are-told',
    'everything-converges',
  ),
  rule(
    'how an incident ended is told though the next one takes its place',
    'shared/domain/lifecycle/start.ts',
    '...untoldBefore(previous),',
    '',
    'slack-shows-the-truth',
    'outages-are-told',
    'nothing-saved-is-lost',
  ),
  rule(
    'an incident closes once its tunnels are stable',
    'shared/domain/lifecycle/progress.ts',
    "return close(incident, 'recovered', now);",
    'return incident;',
    'outages-are-told',
    'everything-converges',
  ),
  rule(
    'a connection that is gone closes its incident',
    'shared/domain/decide.ts',
    "if (!stored || stored.phase === 'closed') return nothing(stored, reason);",
    'return nothing(stored, reason);',
    'everything-converges',
    'outages-are-told',
  ),
  rule(
    'one delivers at a time',
    'functions/slack-notifier/progress.ts',
    'if (stored && stored.leaseUntil > at)',
    'if (stored && false)',
    'told-once',
  ),
  rule(
    'an older revision changes nothing',
    'functions/slack-notifier/plan-delivery.ts',
    'if (announcement.revision > delivery.revision) {',
    'if (true) {',
    'slack-shows-the-truth',
  ),
  rule(
    'what can never be delivered is put aside',
    'functions/slack-notifier/handler.ts',
    'await deps.queue.deadLetter(item.body, reason);',
    '',
    'nothing-announced-is-lost',
  ),
  rule(
    'Retry-After is honoured',
    'functions/slack-notifier/handler.ts',
    'afterMs === undefined ? backOffSeconds(deps.now() - item.sentAt) : delaySeconds(afterMs)',
    '1',
    'slack-is-left-alone',
  ),
  rule(
    'restart-tunnel asks every guard itself',
    'functions/restart-tunnel/restart.ts',
    "if (!verdict.allowed) return { result: 'withheld', reason: verdict.reason };",
    '',
    'restarts-are-safe',
    'restarts-keep-to-the-guards',
  ),
  rule(
    'an attempt is saved before the call',
    'functions/restart-tunnel/restart.ts',
    "if ((await deps.records.saveIncident(intended)) === 'conflict') return { result: 'lost-race' };",
    '',
    'restarts-are-safe',
    'restarts-keep-to-the-guards',
    'uncertain-restarts-are-not-repeated',
  ),
  {
    name: 'an answer that is lost may have been a yes',
    edits: [
      {
        file: 'shared/aws/ec2/restart-outcome.ts',
        find: "blamesRequest ? 'rejected' : 'uncertain'",
        replace: "blamesRequest ? 'rejected' : 'busy'",
      },
      // Seeing AWS at work, which it would take to be for somebody else, it would wait all the same.
      without('changed-by-hand', 'changedByHand'),
    ],
    shows: uncertainRestart,
  },
  {
    name: 'an uncertain restart is not repeated before it is verified',
    edits: [
      {
        file: 'shared/domain/lifecycle/verify.ts',
        find: "attempt.call !== 'busy' && attempt.call !== 'rejected';",
        replace: "attempt.call === 'accepted';",
      },
    ],
    shows: uncertainRestart,
  },
  rule(
    'errors of AWS lose their answers at the adapter',
    'shared/aws/client/aws-call-error.ts',
    'throw new AwsCallError(operation, callFailureOf(error));',
    'throw error;',
    'no-secret-leaves',
  ),
  rule(
    'lines of logs are masked',
    'shared/domain/diagnosis/log/mask-secrets.ts',
    'cut(maskings.reduce((line, masking) => masking(line), plainLine(text)))',
    'cut(plainLine(text))',
    'no-secret-leaves',
  ),
  rule(
    'what has been sent is saved step by step',
    'functions/slack-notifier/progress.ts',
    "if ((await deps.deliveries.save(next)) === 'saved') return next;",
    'return next;',
    'told-once',
  ),
  {
    name: 'an update of the stack is never refused',
    edits: [
      {
        file: 'functions/setup/install.ts',
        find: 'onFailure(error instanceof SetupError ? error : new SetupError(reasonOf(error)));',
        replace: 'throw error;',
      },
      {
        file: 'functions/setup/outcome.ts',
        find: "RequestType === 'Create'",
        replace: "RequestType !== 'Delete'",
      },
    ],
    shows: { invariants: ['setup-answers'] },
  },
  rule(
    'the ledger keeps the account limit against races',
    'functions/restart-tunnel/restart.ts',
    "if (place === 'exhausted') return withholdForAccount(deps, prepared);",
    '',
    'restarts-keep-to-the-guards',
  ),
  rule(
    'a save is conditional on what was read',
    'simulation/store/table.ts',
    "if ((present(group, key)?.record.version ?? 0) !== record.version - 1) return 'conflict';",
    '',
    'nothing-saved-is-lost',
    'told-once',
  ),
];
