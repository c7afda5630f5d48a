/** Makes the next calls of a fake fail. */
export interface Failures {
  /** The next `times` calls throw this. */
  next(error: Error, times?: number): void;
  /** The next call does not throw; what is put down after this is for the calls after it. */
  pass(): void;
  throwIfDue(): void;
}

export const createFailures = (): Failures => {
  const due: (Error | undefined)[] = [];
  return {
    next: (error, times = 1) => {
      due.push(...Array.from({ length: times }, () => error));
    },
    pass: () => {
      due.push(undefined);
    },
    throwIfDue: () => {
      const error = due.shift();
      if (error) throw error;
    },
  };
};
