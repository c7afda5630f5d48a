import type { Measurement } from '../contracts/own-metrics.ts';
import type { EpochMs } from '../domain/time.ts';

export type Now = () => EpochMs;

/** One line per decision, each with its reason. Facts are flat and hold no secret. */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** Figures for the dashboard and for alarms about ourselves. What is measured never fails. */
export interface OwnMetrics {
  record(measurement: Measurement): void;
  /** Hands over what has been recorded since the last time. */
  publish(): void;
}

/** Waits; injected so that nothing in a test waits for real. */
export type Sleep = (durationMs: number) => Promise<void>;
