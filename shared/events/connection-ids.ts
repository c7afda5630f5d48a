const connectionId = /(?<![0-9A-Za-z])vpn-[0-9a-f]{8,17}(?![0-9A-Za-z])/g;

/** AWS cuts an event at 256 kB and sends the rest as further pages; the sweep sees every connection anyway. */
const mostIds = 500;

const targetId = /(?<![0-9A-Za-z-])[vt]gw-[0-9a-f]{8,17}(?![0-9A-Za-z])/g;

/** Ids of the virtual private gateways and transit gateways in the texts, each once. */
export const targetIdsIn = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => text.match(targetId) ?? [])),
];

/** Every connection id in the texts, bare or inside an ARN, each once, in order of appearance. */
export const connectionIdsIn = (texts: readonly string[]): readonly string[] => {
  const ids = new Set(texts.flatMap((text) => text.match(connectionId) ?? []));
  return [...ids].slice(0, mostIds);
};
