import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/** Makes jitter and made-up ids the same in every run (mulberry32). */
export function installSeededRandomness(seed: number): void {
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const randomUuid = (): ReturnType<typeof crypto.randomUUID> => {
    const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  Math.random = random;
  crypto.randomUUID = randomUuid;
  globalThis.crypto.randomUUID = randomUuid;
  syncBuiltinESMExports();
}
