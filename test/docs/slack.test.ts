import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { historyScopes, lookUpScopes, neededScopes } from '../../shared/slack/scopes.ts';

const page = readFileSync(new URL('../../docs/slack.md', import.meta.url), 'utf8');

const manifest = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');

describe('the app manifest in docs/slack.md', () => {
  it('gives the bot the scopes that the code needs, and those with which the doctor looks channels up', () => {
    expect(manifest.oauth_config.scopes).toEqual({
      bot: [...Object.keys(neededScopes), ...Object.values(historyScopes), ...Object.values(lookUpScopes)],
    });
    for (const scope of manifest.oauth_config.scopes.bot) expect(page).toContain(`\`${scope}\``);
  });

  it('keeps to what Slack takes: a name of at most 35 characters, a bot with one of at most 80, a token that stays', () => {
    expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
    expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
    expect(manifest.features.bot_user.display_name.length).toBeLessThanOrEqual(80);
    expect(manifest.settings.token_rotation_enabled).toBe(false);
  });

  it('is the one behind the link', () => {
    const link = new URL(/\((https:\/\/api\.slack\.com\/apps\?new_app[^)]*)\)/.exec(page)?.[1] ?? '');
    expect(link.searchParams.get('new_app')).toBe('1');
    expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(manifest);
  });
});
