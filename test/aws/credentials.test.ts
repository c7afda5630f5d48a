import { afterEach, describe, expect, it, vi } from 'vitest';
import { environmentCredentials } from '../../shared/aws/client/environment-credentials.ts';

describe('the credentials of the environment', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('are those that Lambda has set', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIA1');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'token');
    expect(await environmentCredentials()).toEqual({
      accessKeyId: 'AKIA1',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  it('need no session token', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIA1');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_SESSION_TOKEN', undefined);
    expect(await environmentCredentials()).toEqual({ accessKeyId: 'AKIA1', secretAccessKey: 'secret' });
  });

  it('say what is missing', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    await expect(environmentCredentials()).rejects.toThrow('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  });
});
