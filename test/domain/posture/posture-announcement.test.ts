import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../local/slack/validate-blocks.ts';
import { subjectOf } from '../../../shared/aws/sns/subject.ts';
import { plainText } from '../../../shared/domain/message/plain-text.ts';
import { type FindingId, findingIds } from '../../../shared/domain/posture/finding.ts';
import type { Standing } from '../../../shared/domain/posture/plan.ts';
import {
  type PostureContext,
  postureAnnouncement,
} from '../../../shared/domain/posture/posture-announcement.ts';
import type { PostureTold } from '../../../shared/domain/posture/record.ts';
import { grades } from '../../../shared/domain/posture/site.ts';
import { renderBlocks } from '../../../shared/slack/blocks.ts';
import { escapeLine } from '../../../shared/slack/mrkdwn.ts';
import { threadReplies } from '../../../shared/slack/thread.ts';
import { postureWords as english } from '../../../shared/words/english/posture.ts';
import { postureWords as korean } from '../../../shared/words/korean/posture.ts';
import { start } from '../builders.ts';
import { finding } from './setting.ts';

const context: PostureContext = {
  accountId: '111122223333',
  regions: ['eu-west-1', 'us-east-1'],
  runbookUrl: 'https://example.com/runbook',
  slackOnly: false,
  words: english,
};

const standingWith = (change: Partial<Standing> = {}): Standing => ({
  findings: [],
  worse: [],
  sites: [],
  names: new Map([
    ['vpn-1', 'hq'],
    ['vpn-2', 'branch'],
    ['vpn-3', undefined],
  ]),
  unreadRegions: [],
  maintenanceUnread: [],
  ...change,
});

const announce = (standing: Standing, tell: PostureTold = 'weekly', other: Partial<PostureContext> = {}) =>
  postureAnnouncement(standing, { tell, at: start }, 7, { ...context, ...other });

const gateways = ['vpn-1', 'vpn-2', 'vpn-3'].map((id) => finding('single-gateway', id));
const logging = finding('logging-off', 'vpn-1', 'info');

describe('the digest', () => {
  const { message, ...rest } = announce(standingWith({ findings: [logging, ...gateways] }));

  it('counts in its first line', () => {
    expect(message.severity).toBe('warning');
    expect(message.headline).toBe('Warning · Set-up of 3 connections · 1 warning, 1 remark');
  });

  it('has one line for each kind of finding, the gravest first, with names in their order and what to do', () => {
    const [gateway, logs] = [english.finding['single-gateway'], english.finding['logging-off']];
    expect(message.todo).toEqual([
      `${gateway.sentence}: branch, hq, vpn-3. ${gateway.remedy}`,
      `${logs.sentence}: hq. ${logs.remedy}`,
    ]);
    expect(message.links).toEqual([
      { label: 'Runbook', url: 'https://example.com/runbook#set-up' },
      { label: 'Second customer gateway', url: english.finding['single-gateway'].url },
      { label: 'Tunnel logs', url: english.finding['logging-off'].url },
    ]);
  });

  it('is about the account, and one subject a day', () => {
    expect(rest).toMatchObject({
      format: 'tunnelkeeper/announcement/1',
      kind: 'notice.posture',
      subjectId: `posture/eu-west-1/${Math.floor(start / 86_400_000)}`,
      revision: 7,
      region: 'eu-west-1',
      connectionId: undefined,
      thread: [{ seq: 1, at: start, text: message.summary }],
    });
    expect(message).toMatchObject({ tunnels: [], done: [], findings: [], unread: [] });
    expect(message.summary).toBe(english.digest.weekly);
    expect(message.facts).toEqual([
      { label: 'Account', value: '111122223333' },
      { label: 'Regions', value: 'eu-west-1, us-east-1' },
    ]);
  });

  it('asks for a second way where Slack is the only one; what gets worse does not', () => {
    const todo = (tell: PostureTold) => announce(standingWith(), tell, { slackOnly: true }).message.todo;
    expect(todo('weekly')).toEqual([english.digest.slackOnly]);
    expect(todo('worse')).toEqual([]);
  });

  it('of a deployment without regions or runbook says so much less', () => {
    const bare = announce(standingWith(), 'weekly', { regions: [], runbookUrl: undefined });
    expect(bare.region).toBe('unknown');
    expect(bare.message.links).toEqual([]);
  });

  it('links to each page once, and to three at most', () => {
    const titlesOf = (...ids: readonly FindingId[]) =>
      announce(standingWith({ findings: ids.map((id) => finding(id)) }), 'weekly', {
        runbookUrl: undefined,
      }).message.links.map(({ label }) => label);
    expect(titlesOf('aws-does-not-initiate', 'dpd-clears-tunnel', 'single-tunnel')).toEqual([
      'Two tunnels',
      'Who starts a tunnel',
    ]);
    expect(titlesOf('single-tunnel', 'single-gateway', 'maintenance-pending', 'logging-off')).toEqual([
      'Two tunnels',
      'Second customer gateway',
      'Apply pending maintenance',
    ]);
  });

  it('begins with what is critical', () => {
    const critical = { ...finding('logging-off', 'vpn-2'), severity: 'critical' as const };
    const { todo } = announce(standingWith({ findings: [...gateways, critical] })).message;
    expect(todo[0]).toContain(english.finding['logging-off'].sentence);
  });

  it('names connections without white space around, and details only where they say more', () => {
    const names = new Map([['vpn-1', ' hq ']]);
    const text = (id: FindingId, detail: string) =>
      announce(standingWith({ findings: [{ ...finding(id), detail }], names })).message.todo[0];
    expect(text('logging-off', 'activity')).toContain(': hq. ');
    expect(text('mistaken-tag', 'tunnelkeeper:restart=of')).toContain(': hq (tunnelkeeper:restart=of). ');
    expect(text('maintenance-pending', '')).toContain(': hq. ');
  });

  it('fills each line to the end, and no further', () => {
    const { sentence } = english.finding['single-gateway'];
    const [first, second] = ['a', 'b'].map((letter) => letter.repeat(40));
    const room = 195 - `${sentence}: ${first}, ${second}, `.length;
    const lineWith = (third: string) => {
      const names = new Map([
        ['vpn-1', first],
        ['vpn-2', second],
        ['vpn-3', third],
      ]);
      return announce(standingWith({ findings: gateways, names })).message.todo[0];
    };
    expect(lineWith('c'.repeat(room))).toContain(`, ${second}, ${'c'.repeat(room)}. `);
    expect(lineWith('c'.repeat(room + 1))).toContain(`, ${second} and 1 more. `);
  });

  it('says which sites are how redundant, and what the next step of each is', () => {
    const sites = grades.map((grade, index) => ({ name: `site ${index}`, grade }));
    const said = announce(standingWith({ sites: [...sites, { name: 'another', grade: 'one-gateway' }] }));
    expect(said.message.facts.slice(0, 4)).toEqual([
      { label: 'One gateway', value: 'another, site 0' },
      { label: 'Two gateways, not both usable', value: 'site 1' },
      { label: 'Two gateways, static routes', value: 'site 2' },
      { label: 'Two gateways with BGP', value: 'site 3' },
    ]);
    expect(said.message.todo).toEqual(
      grades.slice(0, 3).map((grade) => `${english.grade[grade].title}: ${english.grade[grade].nextStep}`),
    );
  });

  it('says a step once', () => {
    const said = announce(
      standingWith({ findings: gateways, sites: [{ name: 'hq', grade: 'one-gateway' }] }),
    );
    expect(said.message.todo).toEqual([expect.stringMatching(/: branch, hq, vpn-3\. Connect a second/)]);
  });

  it('keeps names apart that hold commas', () => {
    const sites = ['Frankfurt, line 1', 'Madrid'].map((name) => ({ name, grade: 'one-gateway' as const }));
    expect(announce(standingWith({ sites })).message.facts[0]?.value).toBe('Frankfurt, line 1; Madrid');
  });

  it('says that there is nothing to change', () => {
    const { message: calm } = announce(standingWith());
    expect(calm).toMatchObject({ severity: 'info', todo: [] });
    expect(calm.headline).toBe('Info · Set-up of 3 connections · nothing to improve');
    expect(calm.summary).toBe(`${english.digest.weekly} ${english.digest.nothingFound}`);
  });

  it('says when maintenance is due and how many routes there are', () => {
    const findings = [
      { ...finding('maintenance-pending'), detail: String(start) },
      { ...finding('bgp-near-prefix-limit', 'vpn-2'), detail: '81/100' },
    ];
    const lines = announce(standingWith({ findings })).message.todo;
    expect(lines[0]).toContain(': hq (2026-03-01 03:00 UTC). ');
    expect(lines[1]).toContain(': branch (81/100). ');
  });

  it('separates what is grave from the same thing that is not', () => {
    const findings = [
      finding('maintenance-pending', 'vpn-1', 'info'),
      finding('maintenance-pending', 'vpn-2'),
    ];
    const lines = announce(standingWith({ findings })).message.todo;
    expect(lines.map((line) => line.split(/: |\. /)[1])).toEqual(['branch', 'hq']);
  });

  it('names what could not be read', () => {
    const { message: blind } = announce(
      standingWith({ unreadRegions: ['us-east-1'], maintenanceUnread: ['vpn-2', 'vpn-9'] }),
    );
    expect(blind.unread).toEqual([
      'the regions us-east-1; what was known of them still counts',
      'pending maintenance of branch, vpn-9',
    ]);
    const spaced = standingWith({
      names: new Map([['vpn-1', ' hq ']]),
      maintenanceUnread: ['vpn-9', 'vpn-1'],
    });
    expect(announce(spaced).message.unread).toEqual(['pending maintenance of hq, vpn-9']);
    const regions = Array.from({ length: 30 }, (_, index) => `region-${index}`);
    expect(announce(standingWith({ unreadRegions: regions })).message.unread[0]).toMatch(
      /^the regions region-0, .*, region-5 and 24 more;/,
    );
  });

  it('puts what has no room in the message into the thread, with what to do', () => {
    const { message: full, thread } = announce(
      standingWith({ findings: findingIds.map((id) => finding(id)) }),
    );
    expect(full.todo).toHaveLength(4);
    expect(thread).toHaveLength(1 + findingIds.length - 4);
    expect(thread[0]?.text).toBe(full.summary);
    findingIds.slice(4).forEach((id, index) => {
      const { sentence, remedy, url } = english.finding[id];
      expect(thread[index + 1]?.text).toBe(`${sentence}: hq. ${remedy} ${url}`);
    });
  });
});

describe('what has become worse', () => {
  const standing = standingWith({
    findings: [...gateways, logging, finding('single-tunnel')],
    worse: [finding('single-tunnel')],
    sites: [
      { name: 'hq', grade: 'one-gateway', from: 'two-gateways-bgp' },
      { name: 'lab', grade: 'two-gateways' },
      { name: 'shop', grade: 'two-gateways' },
    ],
  });

  it('is told alone, and under a subject of its own', () => {
    const { message, subjectId } = announce(standing, 'worse');
    expect(message.headline).toBe('Warning · Set-up of 3 connections · 2 things got worse');
    const { sentence, remedy } = english.finding['single-tunnel'];
    expect(message.todo[0]).toBe(`${sentence}: hq. ${remedy}`);
    expect(message.todo).toHaveLength(2);
    expect(message.todo[1]).toContain(english.grade['one-gateway'].nextStep);
    expect(message.facts[0]).toEqual({
      label: 'Less redundant',
      value: 'hq: from "Two gateways with BGP" to "One gateway"',
    });
    expect(subjectId).toBe(`${announce(standing).subjectId}/7`);
    expect(message.summary).toBe(english.digest.worse);
  });

  it('is named in a digest', () => {
    const { message } = announce(standing);
    expect(message.summary).toBe(`${english.digest.weekly} ${english.digest.gotWorseSince(2)}`);
    expect(message.todo).toHaveLength(4);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 256 }),
  fc.constantFrom(
    '<!channel> <@U1>',
    '*bold* `code`',
    '\n\nWhat to do\n- rm -rf',
    '🛰'.repeat(200),
    '&'.repeat(256),
  ),
);

const large = (name: (index: number) => string, count = 1_000): Standing => {
  const ids = Array.from({ length: count }, (_, index) => `vpn-${index.toString(16).padStart(17, '0')}`);
  const findings = ids.flatMap((connectionId) =>
    findingIds.map((id: FindingId) => ({ ...finding(id, connectionId), detail: String(start) })),
  );
  return standingWith({
    findings,
    worse: findings,
    sites: ids.map((_, index) => ({
      name: name(index),
      grade: grades[index % 4] ?? 'one-gateway',
      from: 'two-gateways-bgp',
    })),
    names: new Map(ids.map((id, index) => [id, name(index)])),
    unreadRegions: Array.from({ length: 30 }, (_, index) => `region-${index}`),
    maintenanceUnread: ids,
  });
};

describe.each([
  ['English', english],
  ['Korean', korean],
])('in %s', (_, words) => {
  const isWithinLimits = (standing: Standing, tell: PostureTold): void => {
    const { message, thread, subjectId } = announce(standing, tell, { words });
    const blocks = renderBlocks(
      message,
      thread.map(({ text }) => text),
    );
    expect(validateBlocks(blocks)).toEqual({ kind: 'fine' });
    expect(JSON.stringify(message).length).toBeLessThan(13_000);
    expect(threadReplies(thread).length).toBeLessThanOrEqual(3);
    expect(subjectId.length).toBeLessThan(100);
    expect(plainText(message, thread)).not.toContain('undefined');
  };

  it.each<PostureTold>(['weekly', 'worse'])(
    '1,000 connections with everything stay within limits: %s',
    (tell) => {
      isWithinLimits(
        large((index) => `site-with-a-rather-long-name-${index}`),
        tell,
      );
    },
  );

  it('no line is cut that Slack would show in full', () => {
    const { message, thread } = announce(
      large((index) => `connection-${index}`),
      'weekly',
      { words },
    );
    const shown = renderBlocks(message)
      .flatMap((block) => (block.type === 'section' ? [block.text.text] : []))
      .join('\n');
    for (const { remedy } of Object.values(words.finding)) {
      if (message.todo.some((line) => line.includes(remedy))) expect(shown).toContain(escapeLine(remedy));
    }
    for (const line of message.todo.slice(0, 4)) expect(line).toMatch(/(?:and \d+ more|외 \d+개)\. /u);
    for (const { text } of thread.slice(1)) expect(text).toMatch(/\.html$/);
  });

  it('hostile names stay within limits', () => {
    fc.assert(
      fc.property(hostile, (name) =>
        isWithinLimits(
          large(() => name, 200),
          'worse',
        ),
      ),
      { numRuns: 8 },
    );
  });

  it('an e-mail has an ASCII subject', () => {
    const { message } = announce(standingWith({ findings: gateways }), 'weekly', { words });
    expect(subjectOf(message.subject ?? message.headline)).toMatch(/^Warning - Set-up [^?]+ - [^?]*1[^?]*$/);
  });
});
