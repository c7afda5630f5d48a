import { describe, expect, it } from 'vitest';
import type { SlackMessage } from '../../local/slack/message.ts';
import { renderPlain } from '../../local/slack/plain.ts';
import { playToEnd, type Scene, shippedScene } from './scene.ts';
import { stormOf } from './storm-estate.ts';

const minutesMs = (minutes: number) => minutes * 60_000;

const unharmed = (scene: Scene): void => {
  expect(scene.of('function.error')).toEqual([]);
  expect(scene.of('access.denied')).toEqual([]);
  expect(scene.of('sqs.dead-letter')).toEqual([]);
};

const threadOf = (scene: Scene, parent: SlackMessage | undefined): readonly string[] =>
  scene.play.slack
    .messages('vpn-alerts')
    .filter(({ threadTs }) => threadTs === parent?.ts)
    .map((message) => renderPlain(message));

const details = (replies: readonly string[]): readonly string[] =>
  replies.filter((text) => /^(?:🔴|🟠|🔵|✅) \S+ · .*vpn-/u.test(text));

describe('the device that twelve connections share goes silent', () => {
  it('is one message with twelve replies, edited until it is over; later a single message again', async () => {
    const scene = await shippedScene('storm-gateway');
    unharmed(scene);
    expect(scene.restarts).toEqual(['203.0.113.50']);
    expect(scene.headlines.slice(0, 2)).toEqual([
      expect.stringMatching(/^✅ Resolved · 12 connections of dc-frankfurt-fw .* · over after \d+ minutes$/),
      expect.stringMatching(/^✅ Resolved · vienna-branch .* · recovered after/),
    ]);
    const told = details(threadOf(scene, scene.parents[0]));
    expect(told).toHaveLength(12);
    expect(told.every((text) => text.startsWith('✅ Resolved'))).toBe(true);
    expect(scene.of('slack.message')[0]?.['plain']).toContain('12 connections');
    const first = (scene.of('slack.message')[0]?.at ?? 0) - (scene.of('tunnel.down')[0]?.at ?? 0);
    expect(first).toBeLessThanOrEqual(minutesMs(1));
  });
});

describe('the provider of eight gateways fails', () => {
  it('is one message about the region, which grows and shrinks', async () => {
    const scene = await shippedScene('storm-region');
    unharmed(scene);
    expect(scene.headlines[0]).toMatch(/^✅ Resolved · 8 connections in us-east-1 · over after/);
    expect(details(threadOf(scene, scene.parents[0]))).toHaveLength(8);
    const versions = scene.of('slack.update').map((entry) => String(entry['plain']).split('\n')[0]);
    const counts = new Set(
      versions.flatMap((line) => /Critical · (\d) connections/.exec(line ?? '')?.[1] ?? []),
    );
    expect([...counts]).toContain('8');
    expect(scene.restarts.length).toBeLessThanOrEqual(10);
  });
});

describe('twenty-four connections fall at once', () => {
  it('lose nothing to the rate at which a channel takes messages, and restart no more than the account may', async () => {
    const scene = await playToEnd(stormOf(24));
    unharmed(scene);
    const [parent, ...others] = scene.parents.filter((message) => !renderPlain(message).includes('Set-up'));
    expect(others).toEqual([]);
    expect(renderPlain(parent as SlackMessage)).toMatch(/^🔴 Critical · 24 connections in us-east-1/);
    const told = details(threadOf(scene, parent));
    expect(told).toHaveLength(24);
    expect(new Set(told.map((text) => text.split('\n')[0])).size).toBe(24);
    expect(scene.restarts.length).toBeLessThanOrEqual(10);
    expect(renderPlain(parent as SlackMessage)).toMatch(
      /limit of restarts per hour|time to bring it back by itself/,
    );
    const first = (scene.of('slack.message')[0]?.at ?? 0) - (scene.of('tunnel.down')[0]?.at ?? 0);
    expect(first).toBeLessThanOrEqual(minutesMs(1));
  });
});
