import type { ChangeOperation } from '../../shared/contracts/vpn-change.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { plantedKey } from './planted-secrets.ts';

/** The role that the product's own restarts are made with. */
export const ownRoleArn = 'arn:aws:iam::111122223333:role/restart-tunnel';

const personRoleArn = 'arn:aws:iam::111122223333:role/network-admin';

/** A call that has changed a connection. */
export interface ApiChange {
  readonly operation: ChangeOperation;
  readonly connectionId: string;
  readonly outsideIp: string | undefined;
  readonly by: 'person' | 'product';
}

/** The `AWS API Call via CloudTrail`, with a key in it, though CloudTrail says that it hides them. */
export const apiChangeEvent = (
  region: string,
  accountId: string,
  change: ApiChange,
  at: EpochMs,
): unknown => {
  const issuer = change.by === 'person' ? personRoleArn : ownRoleArn;
  return {
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.ec2',
    account: accountId,
    time: new Date(at).toISOString(),
    region,
    detail: {
      eventTime: new Date(at).toISOString(),
      eventSource: 'ec2.amazonaws.com',
      eventName: change.operation,
      awsRegion: region,
      recipientAccountId: accountId,
      eventID: `${change.connectionId}-${at}`,
      userIdentity: {
        type: 'AssumedRole',
        sessionContext: { sessionIssuer: { type: 'Role', arn: issuer, userName: issuer.split('/').at(-1) } },
      },
      requestParameters: {
        vpnConnectionId: change.connectionId,
        ...(change.outsideIp === undefined ? {} : { vpnTunnelOutsideIpAddress: change.outsideIp }),
        tunnelOptions: { preSharedKey: plantedKey },
      },
    },
  };
};
