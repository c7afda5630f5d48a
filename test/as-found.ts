import { afterAll, vi } from 'vitest';

/** The next file in the same process finds it as this one did. */
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});
