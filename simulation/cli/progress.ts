/** Says now and then how far it has come. */
export interface Progress {
  step(): void;
  end(): void;
  seconds(): string;
}

const everyMs = 5_000;

export const createProgress = (write: (text: string) => void, total: number): Progress => {
  const startedAt = performance.now();
  let done = 0;
  let saidAt = startedAt;
  const seconds = (): string => ((performance.now() - startedAt) / 1_000).toFixed(1);
  return {
    step: () => {
      done += 1;
      if (performance.now() - saidAt < everyMs) return;
      saidAt = performance.now();
      write(`${done} of ${total} seeds, ${seconds()} s …\n`);
    },
    end: () => {
      if (done < total) write(`${done} of ${total} seeds, ${seconds()} s.\n`);
    },
    seconds,
  };
};
