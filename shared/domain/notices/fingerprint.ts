/** FNV-1a with 64 bits: the same text has the same 16 hex digits, and two texts hardly ever. It keeps no secret. */
export const fingerprint = (text: string): string => {
  let hash = 0xcbf2_9ce4_8422_2325n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100_0000_01b3n);
  }
  return hash.toString(16).padStart(16, '0');
};
