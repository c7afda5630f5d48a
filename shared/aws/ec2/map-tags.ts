import type { Tag } from '@aws-sdk/client-ec2';

export const mapTags = (tags: readonly Tag[] | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries((tags ?? []).flatMap(({ Key: key, Value: value }) => (key ? [[key, value ?? '']] : [])));

/** The tag that the console shows as the name. */
export const nameOf = (tags: Readonly<Record<string, string>>): string | undefined =>
  tags['Name']?.trim() || undefined;
