import { NormalizedSchema } from '@smithy/core/schema';
import { expect, it } from 'vitest';
import { parseForm } from '../../../../local/wire/query/form.ts';
import { readForm } from '../../../../local/wire/query/read-form.ts';

const schema = NormalizedSchema.of([
  3,
  'test',
  'Input',
  0,
  ['plain', 'renamed', 'own'],
  [0, [0, { xmlName: 'wireName' }], [0, { xmlName: 'wireName', ec2QueryName: 'OwnName' }]],
]);

it.each([
  ['aws', 'plain=a&wireName=b', { plain: 'a', renamed: 'b', own: 'b' }],
  ['ec2', 'Plain=a&WireName=b&OwnName=c', { plain: 'a', renamed: 'b', own: 'c' }],
] as const)('finds the names of members as the %s dialect writes them', (dialect, form, input) => {
  expect(readForm(schema, parseForm(form), dialect)).toEqual(input);
});
