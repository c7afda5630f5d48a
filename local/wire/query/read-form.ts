import type { NormalizedSchema } from '@smithy/core/schema';
import { type FormNode, numberedChildren } from './form.ts';

export type QueryDialect = 'aws' | 'ec2';

/** Turns a form into the input of an operation, by the operation's schema. */
export const readForm = (schema: NormalizedSchema, node: FormNode, dialect: QueryDialect): unknown => {
  if (schema.isStructSchema()) return readStructure(schema, node, dialect);
  if (schema.isListSchema()) return readList(schema, node, dialect);
  if (schema.isMapSchema()) return readMap(schema, node, dialect);
  return node.value === undefined ? undefined : readScalar(schema, node.value);
};

const readStructure = (schema: NormalizedSchema, node: FormNode, dialect: QueryDialect) => {
  const structure: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(formName(name, member, dialect));
    const value = child && readForm(member, child, dialect);
    if (value !== undefined) structure[name] = value;
  }
  return structure;
};

const formName = (name: string, member: NormalizedSchema, dialect: QueryDialect): string => {
  const { xmlName, ec2QueryName } = member.getMergedTraits();
  if (dialect === 'aws') return xmlName ?? name;
  const key = typeof ec2QueryName === 'string' ? ec2QueryName : (xmlName ?? name);
  return key.charAt(0).toUpperCase() + key.slice(1);
};

const isFlat = (schema: NormalizedSchema, dialect: QueryDialect): boolean =>
  dialect === 'ec2' || schema.getMergedTraits().xmlFlattened === 1;

const readList = (schema: NormalizedSchema, node: FormNode, dialect: QueryDialect) => {
  const item = schema.getValueSchema();
  const itemName = item.getMergedTraits().xmlName ?? 'member';
  const items = isFlat(schema, dialect) ? node : node.children.get(itemName);
  return items ? numberedChildren(items).map((child) => readForm(item, child, dialect)) : [];
};

const readMap = (schema: NormalizedSchema, node: FormNode, dialect: QueryDialect) => {
  const value = schema.getValueSchema();
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
  const valueName = value.getMergedTraits().xmlName ?? 'value';
  const entries = isFlat(schema, dialect) ? node : node.children.get('entry');
  return Object.fromEntries(
    (entries ? numberedChildren(entries) : []).flatMap((entry) => {
      const key = entry.children.get(keyName)?.value;
      const valueNode = entry.children.get(valueName);
      return key !== undefined && valueNode ? [[key, readForm(value, valueNode, dialect)]] : [];
    }),
  );
};

const readScalar = (schema: NormalizedSchema, text: string): unknown => {
  if (schema.isBooleanSchema()) return text.toLowerCase() === 'true';
  if (schema.isNumericSchema()) return readNumber(text);
  if (schema.isTimestampSchema()) return readTimestamp(text);
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(text, 'base64'));
  return text;
};

const readNumber = (text: string): number => {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw new TypeError(`'${text}' is not a number`);
  return number;
};

/** ISO 8601 is what the protocols say; seconds since 1970 are accepted too, as AWS does. */
const readTimestamp = (text: string): Date => {
  const time = /^\d+(\.\d+)?$/.test(text) ? new Date(Number(text) * 1000) : new Date(text);
  if (Number.isNaN(time.getTime())) throw new TypeError(`'${text}' is not a timestamp`);
  return time;
};
