import { expect, it } from 'vitest';
import { withSection } from '../../bench/page.ts';

const page = '# Page\n\nHead.\n\n## One\nold\n\n## Two\ntext\n';

it('a section takes the place of the one with the same heading', () => {
  expect(withSection(page, { heading: 'One', text: 'new\n' })).toBe(
    '# Page\n\nHead.\n\n## One\nnew\n\n## Two\ntext\n',
  );
  expect(withSection(page, { heading: 'Two', text: 'new' })).toBe(
    '# Page\n\nHead.\n\n## One\nold\n\n## Two\nnew\n',
  );
});

it('a section that there is not yet comes at the end', () => {
  expect(withSection('# Page\n', { heading: 'One', text: 'new' })).toBe('# Page\n\n## One\nnew\n');
  expect(withSection(page, { heading: 'Three', text: 'new' })).toBe(`${page}\n## Three\nnew\n`);
});
