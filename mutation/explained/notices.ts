import type { Explained } from '../explanation.ts';

export const notices: Explained = {
  'shared/domain/notices/draft.ts': [
    {
      line: 'const { open, settled } = sort(drafting, () => false);',
      text: '() => false',
      becomes: '() => undefined',
      why: 'equivalent',
      because: 'It is only asked whether it holds.',
    },
    {
      line: "if (one.connection && isUnwatched(one.connection)) return 'unwatched';",
      text: "'unwatched'",
      becomes: '""',
      why: 'equivalent',
      because: 'Whatever is no graver reason is taken for this one.',
    },
  ],
};
