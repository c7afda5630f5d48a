import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from '../../../shared/domain/policy.ts';
import { type FindingId, findingIds } from '../../../shared/domain/posture/finding.ts';
import { planPosture } from '../../../shared/domain/posture/plan.ts';
import { markPostureAnnounced } from '../../../shared/domain/posture/record.ts';
import { grades } from '../../../shared/domain/posture/site.ts';
import { daysMs, minutesMs } from '../../../shared/domain/time.ts';
import { start } from '../builders.ts';
import { afterHours, asStored, finding, follow, graded, posture, region, report } from './setting.ts';

const quiet: Policy = { ...defaultPolicy, notices: { ...defaultPolicy.notices, tell: 'actionable' } };
const off: Policy = { ...defaultPolicy, review: { ...defaultPolicy.review, digestEveryMs: 0 } };

const gateway = finding('single-gateway');
const logging = finding('logging-off', 'vpn-1', 'info');
const calm = report(posture([gateway]));

const told = (plans: readonly { readonly tell: string | undefined }[]) => plans.map(({ tell }) => tell);

describe('the digest', () => {
  it('is told with the first look, and nothing with the next one', () => {
    const plans = follow([calm, calm, calm]);
    expect(told(plans)).toEqual(['weekly', undefined, undefined]);
    expect(plans[0]?.standing.worse).toEqual([]);
    expect(plans[2]?.changed).toBe(false);
  });

  it('is told again every week, at the same hour', () => {
    const plans = follow(Array.from({ length: 24 * 15 }, () => calm));
    expect(told(plans).flatMap((tell, hour) => (tell ? [hour] : []))).toEqual([0, 168, 336]);
  });

  it('does not drift when the schedule comes some seconds early', () => {
    const first = markPostureAnnounced(planPosture(undefined, calm, defaultPolicy, start).record);
    const early = start + daysMs(7) - 5_000;
    expect(planPosture(first, calm, defaultPolicy, early).tell).toBe('weekly');
  });

  it('is told when a region is seen for the first time', () => {
    const plans = follow([
      report(posture(), { 'us-east-1': undefined }),
      report(posture(), { 'us-east-1': posture([finding('single-tunnel', 'vpn-9')]) }),
    ]);
    expect(told(plans)).toEqual(['weekly', 'weekly']);
  });

  it('waits for a connection', () => {
    const empty = report(posture([], { names: new Map() }));
    expect(told(follow([empty, empty, calm]))).toEqual([undefined, undefined, 'weekly']);
  });

  it('waits for a region that can be read', () => {
    const blind = planPosture(undefined, report(undefined), defaultPolicy, start);
    expect(blind.tell).toBeUndefined();
    expect(planPosture(blind.record, calm, defaultPolicy, afterHours(1)).tell).toBe('weekly');
  });

  it('that needs nobody stays out of the channel where that is wished', () => {
    expect(told(follow([report(posture([logging])), report(posture([logging]))], quiet))).toEqual([
      undefined,
      undefined,
    ]);
    expect(told(follow([calm], quiet))).toEqual(['weekly']);
    expect(told(follow([report(posture([gateway, logging]))], quiet))).toEqual(['weekly']);
    expect(told(follow([report(graded('two-gateways-bgp', [logging]))], quiet))).toEqual([undefined]);
  });

  it('can be turned off, and with it everything else', () => {
    const plans = follow([report(graded('two-gateways-bgp')), report(graded('one-gateway', [gateway]))], off);
    expect(told(plans)).toEqual([undefined, undefined]);
    const row = plans[1]?.record.regions[region];
    expect(row?.sites).toEqual({ 'site-1': { name: 'hq', grade: 'one-gateway' } });
    expect(row).not.toHaveProperty('fresh');
    expect(plans[1]?.record.digestAt).toBeUndefined();
  });

  it('is due half an hour early, and not sooner', () => {
    const first = markPostureAnnounced(planPosture(undefined, calm, defaultPolicy, start).record);
    const due = start + daysMs(7) - minutesMs(30);
    expect(planPosture(first, calm, defaultPolicy, due).tell).toBe('weekly');
    expect(planPosture(first, calm, defaultPolicy, due - 1).tell).toBeUndefined();
  });
});

describe('what stands', () => {
  const lab = posture([], { names: new Map([['vpn-9', 'lab']]), maintenanceUnread: new Set(['vpn-9']) });
  const [plan] = follow([report(posture([gateway]), { 'us-east-1': lab, 'us-west-2': undefined })]);

  it('has the names of every region, and what could not be read of them', () => {
    expect(plan?.standing).toMatchObject({
      unreadRegions: ['us-west-2'],
      maintenanceUnread: ['vpn-9'],
    });
    expect([...(plan?.standing.names ?? [])]).toEqual([
      ['vpn-1', 'hq'],
      ['vpn-2', 'branch'],
      ['vpn-9', 'lab'],
    ]);
  });

  it('has neither of a region that is remembered only', () => {
    const [, blind] = follow([calm, report(undefined)]);
    expect(blind?.standing).toMatchObject({ maintenanceUnread: [], names: new Map() });
    expect(blind?.standing.findings).toEqual([gateway]);
  });

  it('has its sites in one order, whatever the order of AWS', () => {
    const sites = ['b', 'a', 'c'].map((key) => ({ key, name: key, grade: 'one-gateway' as const }));
    const keysOf = (seen: typeof sites) =>
      Object.keys(follow([report(posture([], { sites: seen }))])[0]?.record.regions[region]?.sites ?? {});
    expect(keysOf(sites)).toEqual(['a', 'b', 'c']);
    expect(keysOf(sites.toReversed())).toEqual(['a', 'b', 'c']);
  });
});

describe('what has become worse', () => {
  it.each<readonly [string, FindingId, 'warning' | 'info', string | undefined]>([
    ['a new warning', 'single-tunnel', 'warning', 'worse'],
    ['a new remark', 'logging-off', 'info', undefined],
  ])('%s', (_, id, severity, expected) => {
    const added = finding(id, 'vpn-2', severity);
    const plans = follow([calm, report(posture([gateway, added]))]);
    expect(plans[1]?.tell).toBe(expected);
    expect(plans[1]?.standing.worse).toEqual(expected ? [added] : []);
  });

  it('is the same finding on another connection too', () => {
    const plans = follow([calm, report(posture([gateway, finding('single-gateway', 'vpn-2')]))]);
    expect(plans[1]?.standing.worse.map(({ connectionId }) => connectionId)).toEqual(['vpn-2']);
  });

  it('is a remark that has become a warning', () => {
    const soon = finding('maintenance-pending');
    const plans = follow([report(posture([{ ...soon, severity: 'info' }])), report(posture([soon]))]);
    expect(plans[1]?.standing.worse).toEqual([soon]);
  });

  it.each(grades.flatMap((from) => grades.map((to) => [from, to] as const)))(
    'is a grade that fell: from %s to %s',
    (from, to) => {
      const fell = grades.indexOf(to) < grades.indexOf(from);
      const [, plan] = follow([report(graded(from)), report(graded(to))]);
      expect(plan?.tell).toBe(fell ? 'worse' : undefined);
      expect(plan?.standing.sites[0]?.from).toBe(fell ? from : undefined);
    },
  );

  it('is told once', () => {
    const worse = report(graded('one-gateway', [gateway]));
    expect(told(follow([report(graded('two-gateways')), worse, worse, worse]))).toEqual([
      'weekly',
      'worse',
      undefined,
      undefined,
    ]);
  });

  it('is not news when it comes and goes, until a digest has been told', () => {
    const near = finding('bgp-near-prefix-limit');
    const with_ = report(posture([near]));
    const without = report(posture());
    const flapping = Array.from({ length: 168 + 4 }, (_, hour) => (hour % 2 === 1 ? with_ : without));
    const hours = told(follow(flapping)).flatMap((tell, hour) => (tell ? [`${hour} ${tell}`] : []));
    expect(hours).toEqual(['0 weekly', '1 worse', '168 weekly', '169 worse']);
  });

  it('is told of a new connection', () => {
    const names = new Map([['vpn-3', 'new']]);
    const plans = follow([
      report(posture()),
      report(posture([finding('single-gateway', 'vpn-3')], { names })),
    ]);
    expect(plans[1]?.tell).toBe('worse');
  });
});

describe('what could not be read', () => {
  const unread = report(undefined);

  it('keeps what was known of a region', () => {
    const plans = follow([calm, unread, calm]);
    expect(told(plans)).toEqual(['weekly', undefined, undefined]);
    expect(plans[1]?.standing).toMatchObject({
      findings: [{ id: 'single-gateway', connectionId: 'vpn-1', severity: 'warning' }],
      unreadRegions: [region],
    });
    expect(plans[1]?.changed).toBe(false);
  });

  it('keeps its sites', () => {
    const plans = follow([report(graded('two-gateways')), unread, report(graded('one-gateway'))]);
    expect(told(plans)).toEqual(['weekly', undefined, 'worse']);
  });

  it('keeps pending maintenance', () => {
    const soon = finding('maintenance-pending');
    const blind = posture([], { maintenanceUnread: new Set(['vpn-1']) });
    const plans = follow([report(posture([soon])), report(blind), report(posture([soon]))]);
    expect(told(plans)).toEqual(['weekly', undefined, undefined]);
    expect(plans[1]?.standing.findings).toMatchObject([{ id: 'maintenance-pending', severity: 'warning' }]);
  });

  it('keeps pending maintenance as grave as it was, and nothing else of that connection', () => {
    const later = { ...finding('maintenance-pending'), severity: 'info' as const };
    const blind = posture([], { maintenanceUnread: new Set(['vpn-1']) });
    const [, plan] = follow([report(posture([gateway, logging, later])), report(blind)]);
    expect(plan?.standing.findings).toEqual([later]);
  });

  it('keeps nothing of a region that is not watched any more', () => {
    const plans = follow([report(posture(), { 'us-east-1': posture([gateway]) }), report(posture())]);
    expect(plans[1]?.standing.findings).toEqual([]);
    expect(Object.keys(plans[1]?.record.regions ?? {})).toEqual([region]);
  });
});

describe('what was saved but not told', () => {
  const crashed = (reports: readonly ReturnType<typeof report>[]) => {
    let stored = asStored(markPostureAnnounced(planPosture(undefined, calm, defaultPolicy, start).record));
    return reports.map((each, index) => {
      const plan = planPosture(stored, each, defaultPolicy, afterHours(index + 1));
      stored = asStored(plan.record);
      return plan;
    });
  };
  const tunnel = finding('single-tunnel');
  const worse = report(posture([gateway, tunnel]));

  it('is told by the next run, as the same', () => {
    const [first, second] = crashed([worse, worse]);
    expect(second).toMatchObject({ tell: 'worse', changed: false, standing: { worse: [tunnel] } });
    expect(second?.record).toEqual(first?.record && asStored(first.record));
  });

  it('is told though the region cannot be read now', () => {
    const [, second] = crashed([worse, report(undefined)]);
    expect(second).toMatchObject({ tell: 'worse', standing: { worse: [{ id: 'single-tunnel' }] } });
  });

  it('is the same where it is a fall of grade, and where something has become better', () => {
    const before = report(graded('two-gateways-bgp'), { 'us-east-1': graded('one-gateway') });
    const fell = report(graded('one-gateway'), { 'us-east-1': graded('one-gateway') });
    const better = report(graded('one-gateway'), { 'us-east-1': graded('two-gateways') });
    let stored = asStored(markPostureAnnounced(planPosture(undefined, before, defaultPolicy, start).record));
    const plans = [fell, fell, better].map((each, hour) => {
      const plan = planPosture(stored, each, defaultPolicy, afterHours(hour + 1));
      stored = asStored(plan.record);
      return plan;
    });
    expect(told(plans)).toEqual(['worse', 'worse', 'worse']);
    expect(plans.map(({ record }) => record.revision)).toEqual([2, 2, 2]);
    expect(plans.map(({ record }) => record.announcedRevision)).toEqual([1, 1, 1]);
    expect(plans.map(({ record }) => record.version)).toEqual([3, 3, 4]);
    expect(plans[2]?.record.telling).toEqual({ tell: 'worse', at: afterHours(1) });
  });

  it('is told together with what came after it, as something new', () => {
    const more = finding('ikev1-only', 'vpn-2');
    const [first, second] = crashed([worse, report(posture([gateway, tunnel, more]))]);
    expect(second?.standing.worse).toEqual([tunnel, more]);
    expect(second?.record.revision).toBe((first?.record.revision ?? 0) + 1);
  });

  it('is not told if it has been solved meanwhile', () => {
    const [, second, third] = crashed([worse, calm, calm]);
    expect(second).toMatchObject({ tell: undefined, changed: true });
    expect(second?.record.announcedRevision).toBe(second?.record.revision);
    expect(third?.changed).toBe(false);
  });

  it('is a digest again if it was one', () => {
    const first = planPosture(undefined, calm, defaultPolicy, start);
    const again = planPosture(asStored(first.record), calm, defaultPolicy, afterHours(1));
    expect(again).toMatchObject({ tell: 'weekly', changed: false });
    expect(again.record.telling?.at).toBe(start);
  });

  it('keeps the grade from before the fall', () => {
    const first = planPosture(undefined, report(graded('two-gateways-bgp')), defaultPolicy, start);
    const told_ = asStored(markPostureAnnounced(first.record));
    const fell = planPosture(told_, report(graded('two-gateways')), defaultPolicy, afterHours(1));
    const further = planPosture(
      asStored(fell.record),
      report(graded('one-gateway')),
      defaultPolicy,
      afterHours(2),
    );
    expect(further.standing.sites).toEqual([{ name: 'hq', grade: 'one-gateway', from: 'two-gateways-bgp' }]);
    expect(further.record.revision).toBe(fell.record.revision + 1);
  });
});

const anyFinding = fc
  .tuple(
    fc.constantFrom(...findingIds),
    fc.constantFrom('vpn-1', 'vpn-2'),
    fc.constantFrom('warning', 'info'),
  )
  .map(([id, connectionId, severity]) => finding(id, connectionId, severity as 'warning' | 'info'));
const anyReport = fc
  .tuple(
    fc.uniqueArray(anyFinding, { selector: (each) => `${each.id} ${each.connectionId}`, maxLength: 6 }),
    fc.constantFrom(...grades),
    fc.boolean(),
  )
  .map(([findings, grade, unread]) => report(unread ? undefined : graded(grade, findings)));

describe('whatever comes', () => {
  it('looking twice at the same tells nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 6 }), anyReport, (before, last) => {
        const plans = follow([...before, last, last]);
        expect(plans.at(-1)?.tell).toBeUndefined();
        expect(plans.at(-1)?.standing.worse).toEqual([]);
      }),
    );
  });

  it('a warning is told as news at most once between two digests', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 12 }), (reports) => {
        const news = follow(reports).flatMap(({ standing }) =>
          standing.worse.map(({ id, connectionId }) => `${id} ${connectionId}`),
        );
        expect(new Set(news).size).toBe(news.length);
      }),
    );
  });

  it('the version grows with every change and by nothing else', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 8 }), (reports) => {
        let stored = planPosture(undefined, calm, defaultPolicy, start).record;
        for (const each of reports) {
          const plan = planPosture(stored, each, defaultPolicy, start);
          expect(plan.record.version).toBe(stored.version + (plan.changed ? 1 : 0));
          expect(plan.record.revision).toBeGreaterThanOrEqual(stored.revision);
          stored = plan.record;
        }
      }),
    );
  });
});
