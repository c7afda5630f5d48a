import { rule, type Sabotage } from './sabotage.ts';

const plan = 'functions/slack-notifier/plan-delivery.ts';

/** Rules of telling where nothing can be edited, each taken away. */
export const webhookSabotages: readonly Sabotage[] = [
  rule(
    'a webhook posts nothing twice',
    plan,
    "if (delivery && announcement.revision <= delivery.revision) return { reason: 'stale', steps: [] };",
    "if (delivery && announcement.revision < delivery.revision) return { reason: 'stale', steps: [] };",
    'told-once',
  ),
  rule(
    'a webhook posts nothing that is overtaken',
    plan,
    "if (delivery && announcement.revision <= delivery.revision) return { reason: 'stale', steps: [] };",
    "if (delivery && announcement.revision === delivery.revision) return { reason: 'stale', steps: [] };",
    'slack-shows-the-truth',
  ),
  rule(
    'a webhook posts each step that matters',
    plan,
    'if (!isFirst && isQuiet)',
    "if (!isFirst && announcement.kind !== 'incident.reminder')",
    'slack-shows-the-truth',
    'nothing-announced-is-lost',
  ),
  rule(
    'the message of a storm stands for what it has gathered where there are no threads',
    'functions/slack-notifier/place.ts',
    "if (mode === 'webhook') return { place: 'nowhere' };",
    "if (mode === 'webhook') return own;",
    'storms-are-told-as-one',
  ),
];
