import { bounded } from './bounded.ts';
import type { DiagnosisWords, UnreadSource } from './diagnosis-words.ts';
import type { Evidence, Reading } from './evidence.ts';

const mostLines = 8;
const lineCodePoints = 150;

/** One line for each thing that could not be read. An account without a plan for AWS Health's API knows that. */
export const unreadLines = (evidence: Evidence, words: DiagnosisWords): readonly string[] => {
  const { source, reason } = words.unread;
  return readingsOf(evidence)
    .flatMap(([from, what, reading]) => {
      if (!('unread' in reading)) return [];
      const { why, code } = reading.unread;
      if (from === 'health-events' && why === 'not-subscribed') return [];
      return [bounded(`${source[from]}: ${reason[why]({ what, code })}`, lineCodePoints)];
    })
    .slice(0, mostLines);
};

const readingsOf = (
  evidence: Evidence,
): readonly (readonly [UnreadSource, what: string, Reading<unknown>])[] => [
  ...evidence.logs.map(({ logGroup, lines }) => ['tunnel-log', logGroup, lines] as const),
  ['traffic', '', evidence.traffic],
  ['health-events', '', evidence.healthEvents],
  ['attachment', '', evidence.attachment],
  ['maintenance', '', evidence.maintenance],
  ['customer-gateway', '', evidence.customerGateway],
  ['related', '', evidence.related],
];
