import type { VpnConnection } from '@aws-sdk/client-ec2';
import { mapConnection } from '../../shared/aws/ec2/map-connection.ts';
import type { Connection } from '../../shared/domain/connection.ts';

/** How an answer of `DescribeVpnConnections` may say less than it should, or what nobody understands. */
export const oddities = [
  'rows-missing',
  'row-missing',
  'options-missing',
  'tunnels-missing',
  'status-odd',
  'message-odd',
  'connection-missing',
  'nothing-listed',
] as const;

export type Oddity = (typeof oddities)[number];

/** Outside IPs of which an answer says nothing that can be understood, by the views that were made of it. */
const unclear = new WeakMap<Connection, ReadonlySet<string>>();

const nothing: ReadonlySet<string> = new Set();

export const unclearIn = (view: Connection): ReadonlySet<string> => unclear.get(view) ?? nothing;

/** The answer, odd in this way, as the product's adapter makes it. */
export const oddViews = (
  region: string,
  answers: readonly VpnConnection[],
  oddity: Oddity,
): readonly Connection[] => {
  if (oddity === 'nothing-listed') return [];
  const listed = oddity === 'connection-missing' ? answers.slice(1) : answers;
  return listed.map((answer) => {
    const odd = oddAnswer(answer, oddity);
    const view = mapConnection(region, odd);
    unclear.set(view, unclearOf(answer, odd));
    return view;
  });
};

type Rows = NonNullable<VpnConnection['VgwTelemetry']>;

const oddAnswer = (answer: VpnConnection, oddity: Oddity): VpnConnection => {
  const { TunnelOptions, ...options } = answer.Options ?? {};
  const rows = answer.VgwTelemetry ?? [];
  switch (oddity) {
    case 'rows-missing':
      return { ...answer, VgwTelemetry: [] };
    case 'row-missing':
      return { ...answer, VgwTelemetry: rows.slice(1) };
    case 'options-missing':
      return { ...answer, Options: options };
    case 'tunnels-missing':
      return { ...answer, Options: options, VgwTelemetry: [] };
    case 'status-odd':
      return { ...answer, VgwTelemetry: rows.map((row) => ({ ...row, Status: 'RECOVERING' as 'UP' })) };
    case 'message-odd':
      return { ...answer, VgwTelemetry: rows.map((row) => withOddMessage(answer, row)) };
    default:
      return answer;
  }
};

/** Whether IPsec is up on a BGP tunnel that is down, only the message says. */
const withOddMessage = (answer: VpnConnection, row: Rows[number]): Rows[number] =>
  answer.Options?.StaticRoutesOnly === false && row.Status === 'DOWN'
    ? { ...row, StatusMessage: 'IPSEC IS UP, BGP IS IDLE' }
    : row;

const unclearOf = (answer: VpnConnection, odd: VpnConnection): ReadonlySet<string> =>
  new Set(
    (answer.VgwTelemetry ?? []).flatMap(({ OutsideIpAddress: outsideIp = '', Status, StatusMessage }) => {
      const row = odd.VgwTelemetry?.find((each) => each.OutsideIpAddress === outsideIp);
      return row?.Status === Status && row?.StatusMessage === StatusMessage ? [] : [outsideIp];
    }),
  );
