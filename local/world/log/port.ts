import type { EpochMs } from '../../contract.ts';

/** Where the tunnels' logs go. */
export interface TunnelLogWriter {
  /** Log groups are there before the first line is. */
  open(region: string, logGroupArn: string): void;
  write(line: TunnelLogLine): void;
}

export interface TunnelLogLine {
  readonly region: string;
  readonly logGroupArn: string;
  readonly streamName: string;
  readonly at: EpochMs;
  readonly message: string;
}
