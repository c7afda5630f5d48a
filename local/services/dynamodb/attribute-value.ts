/** An attribute as DynamoDB's JSON writes it: one member that tells its type. */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly L?: readonly AttributeValue[];
  readonly M?: AttributeMap;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
}

export type AttributeMap = Readonly<Record<string, AttributeValue>>;

export type Item = Readonly<Record<string, unknown>>;

const plainValue = (attribute: AttributeValue): unknown => {
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.NULL !== undefined) return null;
  if (attribute.L !== undefined) return attribute.L.map(plainValue);
  if (attribute.M !== undefined) return plainItem(attribute.M);
  if (attribute.SS !== undefined) return new Set(attribute.SS);
  if (attribute.NS !== undefined) return new Set(attribute.NS.map(Number));
  if (attribute.BS !== undefined) return new Set(attribute.BS.map(bytes));
  if (attribute.B !== undefined) return bytes(attribute.B);
  return attribute.S ?? attribute.BOOL;
};

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** An item as plain JavaScript. */
export const plainItem = (attributes: AttributeMap): Item =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, plainValue(value)]));
