import { rule, type Sabotage } from './sabotage.ts';

/** Rules of how many incidents are told as one, each taken away. */
export const stormSabotages: readonly Sabotage[] = [
  rule(
    'a crowd of incidents becomes a storm',
    'shared/intake/storms.ts',
    'const opened = openStorms(stored, weather, deps.policy, now);',
    'const opened = stored;',
    'storms-are-told-as-one',
  ),
  rule(
    'a few incidents are no storm',
    'shared/domain/storm/crowd.ts',
    'return rest.length > most',
    'return rest.length > 1',
    'storms-are-told-as-one',
  ),
  rule(
    'a storm gathers what comes later',
    'shared/domain/storm/membership.ts',
    'isGathering(storm, now) &&',
    'storm.openedAt === now &&',
    'storms-are-told-as-one',
  ),
  rule(
    'single messages again when it is calm',
    'shared/domain/storm/follow.ts',
    'const until = Math.min(storm.openedAt + longestGatheringMs, lastOpenedAt + calmAfterMs);',
    'const until = Number.MAX_SAFE_INTEGER;',
    'storms-are-told-as-one',
  ),
  rule(
    "what a storm gathers is told in the storm's thread",
    'functions/slack-notifier/place.ts',
    'if (gatheredIn === undefined || hasOwn) return own;',
    'return own;',
    'storms-are-told-as-one',
  ),
  rule(
    'the message of a storm is edited as it changes',
    'shared/domain/storm/follow.ts',
    'return storedAlike(asShown(next), asShown(storm)) ? next',
    'return next.course.length === storm.course.length ? next',
    'storms-show-the-truth',
  ),
  rule(
    'a storm is over once nothing in it is open',
    'shared/domain/storm/follow.ts',
    'closedAt: openIn(picture.counts) === 0 ? now : undefined,',
    'closedAt: undefined,',
    'storms-show-the-truth',
    'everything-converges',
  ),
  rule(
    'a storm that was left unannounced is announced by the next look',
    'shared/intake/look.ts',
    'isWhole || changed ? untoldStorms(record) : [],',
    'changed ? untoldStorms(record) : [],',
    'storms-show-the-truth',
    'nothing-saved-is-lost',
  ),
  rule(
    'a storm is marked only after it has been announced',
    'shared/intake/announce-storms.ts',
    'await deps.announcer.announce(announcement);',
    '',
    'storms-show-the-truth',
    'nothing-saved-is-lost',
  ),
  rule(
    'a line in the thread of a storm is told once',
    'functions/slack-notifier/plan-delivery.ts',
    '.filter(({ seq }) => seq > afterSeq)',
    ".filter(({ seq }) => seq > (announcement.subjectId.startsWith('storm/') ? 1 : afterSeq))",
    'told-once',
  ),
];
