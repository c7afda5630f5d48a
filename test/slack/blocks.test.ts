import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedOptionsLines } from '../../shared/domain/message/changed-options.ts';
import { type Block, renderBlocks } from '../../shared/slack/blocks.ts';
import { languages } from '../domain/message/languages.ts';
import { attempt, restartCase } from '../domain/restart/cases.ts';
import { anyMessage, anyText, outageMessage, unescapedRest } from './messages.ts';

const textsOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    block.type === 'section' ? [block.text.text] : block.elements.map((element) => element.text),
  );

describe('a message in blocks', () => {
  it('says first what matters first', () => {
    expect(textsOf(renderBlocks(outageMessage()))).toEqual([
      '*🔴 Critical · hq-to-aws (vpn-0123456789abcdef0) · no traffic flows*\nBoth tunnels are down since 03:04 UTC.',
      '*Why*\nThe peer stopped answering.\n`DPD timeout`',
      '*Tunnels*\n🔴 *203.0.113.1* down for 12 minutes (since 03:04 UTC)\n⚪ *203.0.113.2* never been up',
      '*Done*\n• Restart of 203.0.113.1 withheld: cooldown.',
      '*What to do now*\n• Check the line of the data centre.',
      '*Found in the set-up*\n• Only one customer gateway.',
      'Account: 111122223333\nCustomer gateway: cgw-0a1b2c3d (198.51.100.7, ASN 65010)',
      '*Could not be looked at*\n• tunnel log: access denied to /aws/vpn/x',
      '<https://console.aws.amazon.com/vpc/home?region=eu-west-1&amp;a=b#x|Console>',
    ]);
  });

  it('leaves out what there is nothing to say about', () => {
    const bare = outageMessage({
      summary: '',
      facts: [],
      tunnels: [],
      cause: undefined,
      done: [],
      todo: [' '],
      findings: [],
      unread: [],
      links: [],
    });
    expect(textsOf(renderBlocks(bare))).toEqual([
      '*🔴 Critical · hq-to-aws (vpn-0123456789abcdef0) · no traffic flows*',
    ]);
  });

  it('quotes prose as prose', () => {
    const evidence = 'AWS replaced a VPN endpoint. '.repeat(20).trim();
    const blocks = renderBlocks(outageMessage({ cause: { sentence: 'AWS says:', evidence } }));
    expect(textsOf(blocks)[1]).toBe(`*Why*\nAWS says:\n“${evidence}”`);
  });

  it('says how much it leaves out', () => {
    const todo = Array.from({ length: 9 }, (_, index) => `step ${index + 1}`);
    expect(textsOf(renderBlocks(outageMessage({ todo })))[4]).toBe(
      '*What to do now*\n• step 1\n• step 2\n• step 3\n• step 4\n• step 5\n• step 6\n• step 7\n… and 2 more',
    );
  });

  it.each(languages)('shows the command that puts options back to its end: %s', (_language, words) => {
    const options = { startupAction: 'add', dpdTimeoutAction: 'clear', dpdTimeoutSeconds: 40 } as const;
    const change = attempt({
      outsideIp: '203.113.213.197',
      sent: {
        method: 'modify',
        options: { startupAction: 'start', dpdTimeoutAction: 'restart', dpdTimeoutSeconds: 30 },
      },
      before: options,
    });
    const { incident } = restartCase();
    const done = changedOptionsLines({ ...incident, region: 'ap-southeast-2' }, [change], words);
    const [text = ''] = textsOf(renderBlocks(outageMessage({ done }))).filter((part) =>
      part.includes('aws ec2'),
    );
    expect(text).toMatch(/StartupAction=add,DPDTimeoutAction=clear,DPDTimeoutSeconds=40$/);
  });

  it('shows what happened where there is no thread for it', () => {
    expect(textsOf(renderBlocks(outageMessage(), ['03:10 UTC restarted']))).toContain(
      '*Happened*\n• 03:10 UTC restarted',
    );
  });

  it('forbids Slack to find links and mentions by itself', () => {
    const texts = renderBlocks(outageMessage()).flatMap((block) =>
      block.type === 'section' ? [block.text] : block.elements,
    );
    expect(texts.every((text) => text.verbatim)).toBe(true);
  });

  it('keeps within the limits of Slack and escapes everything, whatever the message is', () => {
    fc.assert(
      fc.property(anyMessage, fc.array(anyText, { maxLength: 8 }), (message, happened) => {
        const blocks = renderBlocks(message, happened);
        expect(blocks.length).toBeGreaterThan(0);
        expect(blocks.length).toBeLessThanOrEqual(50);
        expect(JSON.stringify(blocks).length).toBeLessThan(13_000);
        for (const text of textsOf(blocks)) {
          expect(text.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThanOrEqual(3_000);
          expect(text.isWellFormed()).toBe(true);
          expect(unescapedRest(text)).toBe('');
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps within the limits when everything is as long as it can be', () => {
    const long = '"'.repeat(5_000);
    const url = `https://x.example/${'a'.repeat(970)}`;
    const message = outageMessage({
      headline: long,
      summary: long,
      facts: Array.from({ length: 20 }, () => ({ label: long, value: long })),
      tunnels: Array.from({ length: 9 }, () => ({ outsideIp: long, state: 'down', text: long })),
      connections: {
        lines: Array.from({ length: 20 }, () => ({ health: 'outage', name: long, text: long })),
        more: 1_000_000,
      },
      cause: { sentence: long, evidence: long, others: Array.from({ length: 9 }, () => long) },
      findings: Array.from({ length: 20 }, () => long),
      unread: Array.from({ length: 20 }, () => long),
      done: Array.from({ length: 20 }, () => long),
      todo: Array.from({ length: 20 }, () => long),
      links: Array.from({ length: 20 }, () => ({ label: long, url })),
    });
    const blocks = renderBlocks(
      message,
      Array.from({ length: 20 }, () => long),
    );
    expect(JSON.stringify(blocks).length).toBeLessThan(13_000);
    expect(Math.max(...textsOf(blocks).map((text) => text.length))).toBeLessThanOrEqual(3_000);
    expect(
      textsOf(blocks)
        .at(-1)
        ?.match(/<https:[^>]*>/g),
    ).toHaveLength(2);
  });

  it('says what the logs of the other tunnels say after what proves the cause', () => {
    const cause = {
      sentence: 'It is so.',
      evidence: 'a line',
      others: ['The log of 203.0.113.2 says the same.'],
    };
    expect(textsOf(renderBlocks(outageMessage({ cause })))[1]).toBe(
      '*Why*\nIt is so.\n`a line`\nThe log of 203.0.113.2 says the same.',
    );
  });
});
