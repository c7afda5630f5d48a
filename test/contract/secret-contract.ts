import { expect, it } from 'vitest';
import type { Secret } from '../../shared/ports/secret.ts';

export interface SecretSubject {
  readonly secret: Secret;
  store(value: string): void;
  failNext(): void;
  /** How often it was fetched. */
  fetches(): number;
}

/** What every implementation of `Secret` promises. The stored value is `first` at the start. */
export const runSecretContract = (makeSubject: () => SecretSubject | Promise<SecretSubject>) => {
  it('fetches once, however often it is read', async () => {
    const { secret, fetches } = await makeSubject();
    expect(await secret.read()).toBe('first');
    expect(await secret.read()).toBe('first');
    expect(fetches()).toBe(1);
  });

  it('keeps what it has until it is refreshed', async () => {
    const { secret, store } = await makeSubject();
    await secret.read();
    store('second');
    expect(await secret.read()).toBe('first');
    expect(await secret.refresh()).toBe('second');
    expect(await secret.read()).toBe('second');
  });

  it('tries again after a read that failed', async () => {
    const { secret, failNext } = await makeSubject();
    failNext();
    await expect(secret.read()).rejects.toThrow();
    expect(await secret.read()).toBe('first');
  });
};
