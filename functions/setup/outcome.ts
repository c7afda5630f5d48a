import type { SetupRequest } from './request.ts';

/** How it went; a warning is what could not be done, and stops nothing. */
export type SetupOutcome =
  | { readonly ok: true; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly reason: string };

export interface LeftBehind {
  readonly hubRegion: string;
  readonly tableName: string;
}

/** Only a creation may fail: CloudFormation takes it back. What is kept all the same is named. */
export const outcomeOfFailure = (
  { RequestType }: Pick<SetupRequest, 'RequestType'>,
  reason: string,
  left?: LeftBehind,
): SetupOutcome =>
  RequestType === 'Create'
    ? { ok: false, reason: left ? `${cut(reason)} ${tableLeft(left)}` : cut(reason) }
    : { ok: true, warnings: [reason] };

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const longestReason = 600;

const cut = (text: string): string => [...text].slice(0, longestReason).join('');

const tableLeft = ({ hubRegion, tableName }: LeftBehind): string => {
  const table = `--region ${hubRegion} --table-name ${tableName}`;
  return (
    `If this was the first deployment, its table stays and costs nothing while it is empty. To remove it: aws dynamodb update-table ${table} ` +
    `--no-deletion-protection-enabled, then aws dynamodb delete-table ${table}`
  );
};
