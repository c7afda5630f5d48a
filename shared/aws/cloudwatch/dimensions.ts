import type { Dimension } from '@aws-sdk/client-cloudwatch';

type Dimensions = Readonly<Record<string, string>>;

export const toDimensions = (dimensions: Dimensions): Dimension[] =>
  Object.entries(dimensions).map(([name, value]) => ({ Name: name, Value: value }));

export const fromDimensions = (dimensions: readonly Dimension[] | undefined): Dimensions =>
  Object.fromEntries(
    (dimensions ?? []).flatMap(({ Name: name, Value: value }) => (name ? [[name, value ?? '']] : [])),
  );
