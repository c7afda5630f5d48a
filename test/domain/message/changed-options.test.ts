import { expect, it } from 'vitest';
import type { RestartAttempt } from '../../../shared/domain/incident.ts';
import { changedOptionsLines } from '../../../shared/domain/message/changed-options.ts';
import { message } from '../../../shared/words/english/message.ts';
import { connection, secondIp } from '../builders.ts';
import { attempt, restartCase } from '../restart/cases.ts';

const { incident } = restartCase();
const lines = (...attempts: readonly Partial<RestartAttempt>[]) =>
  changedOptionsLines(incident, attempts.map(attempt), message);

const start = {
  sent: { method: 'modify', options: { startupAction: 'start', dpdTimeoutAction: 'restart' } },
  before: { startupAction: 'add', dpdTimeoutAction: 'clear' },
} as const;
const moved = (from: number, to: number) =>
  ({
    sent: { method: 'modify', options: { dpdTimeoutSeconds: to } },
    before: { dpdTimeoutSeconds: from },
  }) as const;

it('options that a restart changed are told, with the command that puts them back', () => {
  expect(lines(start)).toEqual([
    `The restart changed options of 203.0.113.1 from StartupAction=add,DPDTimeoutAction=clear to StartupAction=start,DPDTimeoutAction=restart. To put them back, at a time when an interruption does no harm (the next terraform apply may do it as well): aws ec2 modify-vpn-tunnel-options --region eu-west-1 --vpn-connection-id ${connection().connectionId} --vpn-tunnel-outside-ip-address 203.0.113.1 --tunnel-options StartupAction=add,DPDTimeoutAction=clear`,
  ]);
});

it('what several restarts have changed is put back to what the first has found, for each tunnel', () => {
  const told = lines(start, moved(40, 41), moved(41, 40), { ...moved(30, 31), outsideIp: secondIp });
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('from StartupAction=add,DPDTimeoutAction=clear,DPDTimeoutSeconds=40 to');
  expect(told[0]).toMatch(/--tunnel-options StartupAction=add,DPDTimeoutAction=clear,DPDTimeoutSeconds=40$/);
  expect(told[1]).toContain('from DPDTimeoutSeconds=30 to DPDTimeoutSeconds=31.');
});

it.each<[string, Partial<RestartAttempt>]>([
  ['AWS refused', { ...start, call: 'rejected' }],
  ['AWS was too busy for', { ...start, call: 'busy' }],
  ['changed nothing', { sent: { method: 'replace' } }],
  ['an earlier version made', {}],
])('nothing is told of a call that %s', (_name, change) => {
  expect(lines(change)).toEqual([]);
});
