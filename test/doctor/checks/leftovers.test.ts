import { describe, expect, it } from 'vitest';
import { checkLeftovers } from '../../../doctor/checks/leftovers.ts';
import { createFakeTunnelAlarms } from '../../fakes/tunnel-alarms.ts';

const region = 'us-west-2';

describe('alarms that nobody keeps', () => {
  it('are not spoken of where there are none', async () => {
    expect((await checkLeftovers(createFakeTunnelAlarms(), region, 'why')).verdicts).toEqual([]);
  });

  it('are counted, with the command that removes them', async () => {
    const alarms = createFakeTunnelAlarms();
    const alarmName = 'tunnelkeeper/tunnel/vpn-0123456789abcdef0/203.0.113.9';
    const tunnel = { connectionId: 'vpn-0123456789abcdef0', outsideIp: '203.0.113.9', dimensions: {} };
    await alarms.put(region, { alarmName, ...tunnel });
    const { verdicts } = await checkLeftovers(alarms, region, 'nothing is deployed');
    expect(verdicts).toMatchObject([
      {
        status: 'failed',
        says: '1 alarm on tunnels left behind: nothing is deployed',
        todo: [
          expect.anything(),
          expect.stringMatching(
            /^aws cloudwatch delete-alarms --region us-west-2 .*prefix tunnelkeeper\/tunnel\/ /,
          ),
        ],
      },
    ]);
  });
});
