/** Makes the next calls of a fake fail. */
export interface Failures {
  /** The next `times` calls throw this. */
  next(error: Error, times?: number): void;
  throwIfDue(): void;
}

export const createFailures = (): Failures => {
  const due: Error[] = [];
  return {
    next: (error, times = 1) => {
      due.push(...Array.from({ length: times }, () => error));
    },
    throwIfDue: () => {
      const error = due.shift();
      if (error) throw error;
    },
  };
};
