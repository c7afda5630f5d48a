type Write = typeof process.stdout.write;

/** Hands every whole line that is written to standard output or error to `onLine`. */
export function captureLogs(onLine: (stream: 'stdout' | 'stderr', line: string) => void): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    let rest = '';
    process[stream].write = ((chunk: string | Uint8Array, ...others: unknown[]) => {
      const lines = (rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(stream, line);
      const callback = others.at(-1);
      if (typeof callback === 'function') queueMicrotask(callback as () => void);
      return true;
    }) as Write;
  }
}
