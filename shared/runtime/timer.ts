/** Runs something after a while; what it returns stops it. */
export const startTimer = (durationMs: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, durationMs);
  return () => clearTimeout(timer);
};
