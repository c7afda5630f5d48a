import { expect, it } from 'vitest';
import { createSetting, numbered } from './setting.ts';

it.each([{}, null, 'traffic', { task: 'nonsense' }, { task: 'look' }])(
  'does nothing when asked with %j',
  async (input) => {
    const setting = createSetting([numbered(1)]);
    await setting.handler(input);
    expect(setting.connections.calls).toEqual([]);
    expect(setting.log.messages('warn')).toEqual(['nothing reviewed: unknown task']);
  },
);
