/** Numbers that look random and are always the same for the same key. */
export interface Random {
  /** 0 up to, but not including, 1. */
  fraction(): number;
  /** A whole number; both ends may come. */
  whole(from: number, to: number): number;
  chance(share: number): boolean;
  pick<const Item>(items: readonly [Item, ...Item[]]): Item;
  /** The items that a coin keeps. */
  some<Item>(items: readonly Item[], share: number): readonly Item[];
}

/** Each part of the key matters: `createRandom(7, 'sweep', 120)` has nothing to do with `createRandom(7, 'sweep', 121)`. */
export const createRandom = (...key: readonly (string | number)[]): Random => {
  let state = hashOf(key.join('/'));
  const fraction = (): number => {
    // mulberry32 (Tommy Ettinger, public domain)
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    fraction,
    whole: (from, to) => from + Math.floor(fraction() * (to - from + 1)),
    chance: (share) => fraction() < share,
    pick: (items) => items[Math.floor(fraction() * items.length)] ?? items[0],
    some: (items, share) => items.filter(() => fraction() < share),
  };
};

/** FNV-1a with a final mix, so that keys that differ in the last sign differ everywhere. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) | 0;
};
