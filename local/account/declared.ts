import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { AttributeDefinition, GlobalSecondaryIndex, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../services/dynamodb/table.ts';
import type { Deployment } from '../template/deployment.ts';

/** The tables of the templates. CloudFormation and the API use the same words for keys and attributes. */
export const declaredTables = (deployment: Deployment): readonly TableDefinition[] =>
  deployment.tables.map(({ region, name, properties }) => {
    const ttl = properties['TimeToLiveSpecification'] as { AttributeName?: string } | undefined;
    const indexes = properties['GlobalSecondaryIndexes'] as readonly GlobalSecondaryIndex[] | undefined;
    return {
      region,
      tableName: name,
      keySchema: properties['KeySchema'] as readonly KeySchemaElement[],
      attributeDefinitions: properties['AttributeDefinitions'] as readonly AttributeDefinition[],
      ...(indexes && { globalSecondaryIndexes: indexes }),
      ...(ttl?.AttributeName && { ttlAttribute: ttl.AttributeName }),
    };
  });

/** The alarms of the templates, as `PutMetricAlarm` takes them. */
export const declaredAlarms = (
  deployment: Deployment,
): readonly { readonly region: string; readonly input: PutMetricAlarmInput }[] =>
  deployment.alarms.map(({ region, name, properties }) => ({
    region,
    input: { ...properties, AlarmName: name } as unknown as PutMetricAlarmInput,
  }));
