import { expect, it } from 'vitest';
import { defaultPolicy } from '../../shared/domain/policy.ts';
import { daysMs, hoursMs, minutesMs } from '../../shared/domain/time.ts';

it('whoever configures nothing gets what the documentation says', () => {
  expect(defaultPolicy).toEqual({
    incident: {
      confirmOutageAfterMs: 0,
      confirmDegradedAfterMs: minutesMs(2),
      stableForMs: minutesMs(3),
      flappingFalls: 3,
      flappingWindowMs: minutesMs(60),
      remindOutageEveryMs: hoursMs(4),
      remindDegradedEveryMs: daysMs(1),
    },
    restart: {
      mode: 'on',
      method: 'initiate',
      minimumDownMs: minutesMs(3),
      changeSettlingMs: minutesMs(15),
      peerSettlingMs: minutesMs(10),
      endpointReplacementMs: minutesMs(15),
      cooldownMs: minutesMs(30),
      busyRetryMs: minutesMs(5),
      maximumAttempts: 3,
      verifyWithinMs: minutesMs(15),
      selfRecoveryMs: minutesMs(15),
      accountLimit: 10,
      accountLimitWindowMs: minutesMs(60),
      gatewayWideConnections: 3,
      gatewayWideWindowMs: minutesMs(10),
    },
    storm: { incidents: 5, windowMs: minutesMs(2), calmAfterMs: minutesMs(10) },
    notices: { tell: 'all', repeatAfterMs: daysMs(30), restartEchoMs: hoursMs(1) },
    review: { oneWayTraffic: true, digestEveryMs: daysMs(7) },
  });
});
