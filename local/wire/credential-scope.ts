export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

const scopePattern = /Credential=([^/\s,]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/;

/** Reads who signed a request and for what from a SigV4 `Authorization` header; the signature itself is not verified. */
export const readCredentialScope = (authorization: string | undefined): CredentialScope | undefined => {
  const match = authorization?.startsWith('AWS4-') ? scopePattern.exec(authorization) : null;
  const [, accessKeyId, region, service] = match ?? [];
  return accessKeyId && region && service ? { accessKeyId, region, service } : undefined;
};
