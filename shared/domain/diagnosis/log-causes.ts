import type { Cause } from '../incident.ts';
import { utcTimeToTheSecond } from '../message/utc-time.ts';
import { bounded } from './bounded.ts';
import type { DiagnosisWords } from './diagnosis-words.ts';
import { maskSecrets } from './log/mask-secrets.ts';
import { allowedIn } from './proposals.ts';
import type { TunnelVerdict } from './tunnel-verdict.ts';

const evidenceCodePoints = 330;
/** What Slack shows of them in full. */
export const sentenceCodePoints = 250;
export const todoCodePoints = 300;

const mostTodo = 3;

/** What explains each tunnel's fall best, in words. */
export const logCauses = (verdicts: readonly TunnelVerdict[], words: DiagnosisWords): readonly Cause[] =>
  verdicts.flatMap(({ record: { outsideIp }, tunnel, verdict }) => {
    const [best] = verdict.findings;
    if (!best) return [];
    const { sentence, todo } = words.cause[best.cause];
    const { direction, notification } = best;
    const said = { outsideIp, direction, notification, allowed: allowedIn(best.cause, tunnel) };
    const evidence = `${utcTimeToTheSecond(best.at)} ${maskSecrets(best.line)}`;
    return [
      {
        name: best.cause,
        at: best.at,
        evidence: best.line === '' ? '' : bounded(evidence, evidenceCodePoints),
        outsideIp,
        explained: {
          sentence: bounded(sentence(said), sentenceCodePoints),
          todo: todo(said)
            .slice(0, mostTodo)
            .map((line) => bounded(line, todoCodePoints)),
        },
      },
    ];
  });
