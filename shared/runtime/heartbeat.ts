import type { Heartbeat } from '../ports/outbound.ts';
import type { Log } from '../ports/shell.ts';

const timeoutMs = 3_000;

/** Calls an address outside AWS, once. The address is a capability: it stands in no log. */
export const createHeartbeat = (url: string, fetchUrl: typeof fetch, log: Log): Heartbeat => ({
  beat: async () => {
    try {
      const { ok, status } = await fetchUrl(url, {
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!ok) log.warn('heartbeat refused', { status });
    } catch (error) {
      log.warn('heartbeat not delivered', { reason: error instanceof Error ? error.name : 'unknown' });
    }
  },
});
