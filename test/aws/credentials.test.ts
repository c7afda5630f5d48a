import { afterEach, describe, expect, it } from 'vitest';
import { environmentCredentials } from '../../shared/aws/client/environment-credentials.ts';

const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;

const given = (values: Partial<Record<(typeof names)[number], string>>): void => {
  for (const name of names) {
    const value = values[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
};

describe('the credentials of the environment', () => {
  const found = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  afterEach(() => {
    given(found);
  });

  it('are those that Lambda has set', async () => {
    given({ AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' });
    expect(await environmentCredentials()).toEqual({
      accessKeyId: 'AKIA1',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  it('need no session token', async () => {
    given({ AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 'secret' });
    expect(await environmentCredentials()).toEqual({ accessKeyId: 'AKIA1', secretAccessKey: 'secret' });
  });

  it('say what is missing', async () => {
    given({ AWS_SECRET_ACCESS_KEY: 'secret' });
    await expect(environmentCredentials()).rejects.toThrow('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  });
});
