import type { Evidence, Reading } from '../../shared/domain/diagnosis/evidence.ts';

/** What could not be read and why, in words for the log: `traffic: throttled`. */
export const unreadReasons = (evidence: Evidence): readonly string[] => {
  const { customerGateway, traffic, healthEvents, attachment, maintenance, related } = evidence;
  const parts = { customerGateway, traffic, healthEvents, attachment, maintenance, related };
  const readings: readonly (readonly [part: string, Reading<unknown>])[] = [
    ...evidence.logs.map(({ lines }) => ['logs', lines] as const),
    ...Object.entries(parts),
  ];
  return readings.flatMap(([part, reading]) =>
    'unread' in reading ? [`${part}: ${reading.unread.why}`] : [],
  );
};
