/** The bytes of an XML text without the elements of one name, which hold no element of that name. However the bytes are cut. */
export async function* withoutElements(source: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const [start, end] = [Buffer.from(`<${name}>`), Buffer.from(`</${name}>`)];
  let sought = start;
  let bytes: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    for (let at = bytes.indexOf(sought); at >= 0; at = bytes.indexOf(sought)) {
      if (sought === start && at > 0) yield copyOf(bytes.subarray(0, at));
      bytes = bytes.subarray(at + sought.length);
      sought = sought === start ? end : start;
    }
    // The next chunk may hold the rest of what is sought.
    const settled = Math.max(0, bytes.length - sought.length + 1);
    if (sought === start && settled > 0) yield copyOf(bytes.subarray(0, settled));
    bytes = bytes.subarray(settled);
  }
  if (sought === start && bytes.length > 0) yield bytes;
}

/** A part of a buffer would keep the whole of it in memory. */
const copyOf = (part: Buffer): Buffer => Buffer.from(part);
