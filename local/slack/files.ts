import { derivedHex } from '../world/derived.ts';

/** A file as it was uploaded. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly altText: string | undefined;
  readonly bytes: Uint8Array;
}

/** A file in a message. */
export interface SharedFile extends StoredFile {
  readonly title: string;
}

/** Files on their way: a place that has been asked for, then the bytes in it, until a message shows them. */
export interface Files {
  /** Opens a place for so many bytes. */
  reserve(name: string, length: number, altText: string | undefined): { id: string; uploadUrl: string };
  /** What the upload server answers: a status, and words. */
  put(ticket: string, bytes: Uint8Array): readonly [statusCode: number, answer: string];
  /** The file, if its bytes have come and no message shows it yet; it is shown once. */
  take(id: string): StoredFile | undefined;
}

interface Place {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly altText: string | undefined;
  bytes: Uint8Array | undefined;
}

const uploadOrigin = 'https://files.slack.com';

export const uploadPath = '/upload/v1/';

export const createFiles = (): Files => {
  const places = new Map<string, Place>();
  let count = 0;
  return {
    reserve: (name, length, altText) => {
      count += 1;
      const id = `F0LOCAL${String(count).padStart(4, '0')}`;
      const ticket = derivedHex(40, 'upload', count);
      places.set(ticket, { id, name, length, altText, bytes: undefined });
      return { id, uploadUrl: `${uploadOrigin}${uploadPath}${ticket}` };
    },
    put: (ticket, bytes) => {
      const place = places.get(ticket);
      if (!place || place.bytes) return [404, 'not_found'];
      if (bytes.length !== place.length) return [400, `expected ${place.length} bytes, got ${bytes.length}`];
      place.bytes = bytes;
      return [200, `OK - ${bytes.length}`];
    },
    take: (id) => {
      const found = [...places].find(([, place]) => place.id === id);
      if (!found) return undefined;
      const [ticket, { name, altText, bytes }] = found;
      if (!bytes) return undefined;
      places.delete(ticket);
      return { id, name, altText, bytes };
    },
  };
};
