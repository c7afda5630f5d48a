import type { NormalizedSchema } from '@smithy/core/schema';

/** Writes `<name>value</name>` by the value's schema; nothing for a value that is not there. */
export const writeXml = (schema: NormalizedSchema, name: string, value: unknown): string => {
  if (value === undefined || value === null) return '';
  const isFlat = schema.getMergedTraits().xmlFlattened === 1;
  if (schema.isListSchema()) return writeList(schema, name, value as readonly unknown[], isFlat);
  if (schema.isMapSchema()) return writeMap(schema, name, value as Record<string, unknown>, isFlat);
  return element(name, schema.isStructSchema() ? writeMembers(schema, value) : writeScalar(schema, value));
};

/** Writes the members of a structure one after another, without an element around them. */
export const writeMembers = (schema: NormalizedSchema, structure: unknown): string => {
  const members = structure as Readonly<Record<string, unknown>>;
  let xml = '';
  for (const [name, member] of schema.structIterator()) {
    const value = members[name];
    if (value === undefined || value === null) continue;
    xml += writeXml(member, member.getMemberTraits().xmlName ?? name, value);
  }
  return xml;
};

const element = (name: string, content: string): string =>
  content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;

const writeList = (
  schema: NormalizedSchema,
  name: string,
  list: readonly unknown[],
  isFlat: boolean,
): string => {
  const item = schema.getValueSchema();
  const itemName = isFlat ? name : (item.getMergedTraits().xmlName ?? 'member');
  let xml = '';
  for (const value of list) xml += writeXml(item, itemName, value);
  return isFlat ? xml : element(name, xml);
};

const writeMap = (
  schema: NormalizedSchema,
  name: string,
  map: Readonly<Record<string, unknown>>,
  isFlat: boolean,
): string => {
  const keySchema = schema.getKeySchema();
  const valueSchema = schema.getValueSchema();
  const keyName = keySchema.getMergedTraits().xmlName ?? 'key';
  const valueName = valueSchema.getMergedTraits().xmlName ?? 'value';
  const entryName = isFlat ? name : 'entry';
  let xml = '';
  for (const [key, value] of Object.entries(map)) {
    xml += element(entryName, writeXml(keySchema, keyName, key) + writeXml(valueSchema, valueName, value));
  }
  return isFlat ? xml : element(name, xml);
};

const writeScalar = (schema: NormalizedSchema, value: unknown): string => {
  if (schema.isTimestampSchema()) return (value as Date).toISOString();
  if (schema.isBlobSchema()) return Buffer.from(value as Uint8Array).toString('base64');
  return escapeXml(String(value));
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 cannot carry at all.
const special = /[&<>"\r\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

export const escapeXml = (text: string): string =>
  text.replace(special, (character) => entities[character] ?? '\uFFFD');
