/** `3분`, `2시간 5분`, `3일 4시간`. */
export const durationInWords = (durationMs: number): string => {
  const minutes = Math.floor(Math.max(0, durationMs) / 60_000);
  if (minutes < 1) return '1분 미만';
  if (minutes < 60) return `${minutes}분`;
  const hours = Math.floor(minutes / 60);
  const [whole, rest] =
    hours < 48
      ? [`${hours}시간`, minutes % 60 === 0 ? '' : `${minutes % 60}분`]
      : [`${Math.floor(hours / 24)}일`, hours % 24 === 0 ? '' : `${hours % 24}시간`];
  return [whole, rest].filter(Boolean).join(' ');
};
