import { plantedKey } from './planted-secrets.ts';

/** An error as SDK clients throw it: with the whole answer on it, keys and all. */
export class SdkError extends Error {
  readonly $metadata: { readonly httpStatusCode: number | undefined; readonly requestId: string };
  readonly $response: unknown;

  constructor(
    code: string,
    httpStatusCode: number | undefined,
    message = 'The request was not carried out.',
  ) {
    super(`${message} (${plantedKey})`);
    this.name = code;
    this.$metadata = { httpStatusCode, requestId: 'request-1' };
    this.$response = { body: `<preSharedKey>${plantedKey}</preSharedKey>` };
  }
}
