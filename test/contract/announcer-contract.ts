import { expect, it } from 'vitest';
import type { Announcement } from '../../shared/contracts/announcement.ts';
import type { Announcer } from '../../shared/ports/outbound.ts';
import { titles } from '../../shared/words/english/message/titles.ts';
import { start } from '../domain/builders.ts';

export interface AnnouncerSubject {
  readonly announcer: Announcer;
  /** What a machine that subscribes has been given. */
  published(): readonly Announcement[];
  failNext(): void;
}

export const announcement = (change: Partial<Announcement> = {}): Announcement => ({
  format: 'tunnelkeeper/announcement/1',
  kind: 'incident.opened',
  subjectId: 'vpn-00000000000000001/1772334000000',
  revision: 1,
  region: 'eu-west-1',
  connectionId: 'vpn-00000000000000001',
  channel: '#network',
  message: {
    severity: 'critical',
    headline: 'Critical · hq-to-aws (vpn-00000000000000001) · no traffic flows',
    summary: 'Both tunnels are down since 03:00 UTC.',
    facts: [{ label: 'Account', value: '123456789012' }],
    tunnels: [{ outsideIp: '203.0.113.1', state: 'down', text: 'down for 12 minutes' }],
    cause: { sentence: 'The gateway fell silent.', evidence: 'DPD timeout' },
    done: ['A restart was withheld.'],
    todo: ['Look at the gateway.'],
    findings: ['Only one customer gateway.'],
    unread: ['tunnel log: access denied to /aws/vpn/x'],
    links: [{ label: 'Console', url: 'https://eu-west-1.console.aws.amazon.com/vpc' }],
    titles,
  },
  thread: [{ seq: 1, at: start, text: 'The incident opened.' }],
  chart: { region: 'eu-west-1', title: 'Traffic', widget: '{}' },
  ...change,
});

/** What every implementation of `Announcer` promises. */
export const runAnnouncerContract = (makeSubject: () => AnnouncerSubject | Promise<AnnouncerSubject>) => {
  it('publishes an announcement whole, once', async () => {
    const { announcer, published } = await makeSubject();
    await announcer.announce(announcement());
    expect(published()).toEqual([announcement()]);
  });

  it('publishes one that is about no connection', async () => {
    const { announcer, published } = await makeSubject();
    const regional = announcement({
      kind: 'notice.health-event',
      connectionId: undefined,
      channel: undefined,
    });
    await announcer.announce(regional);
    expect(published()).toEqual([regional]);
  });

  it('throws when it could not publish, so that the caller tries again', async () => {
    const { announcer, published, failNext } = await makeSubject();
    failNext();
    await expect(announcer.announce(announcement())).rejects.toThrow();
    expect(published()).toEqual([]);
  });
};
