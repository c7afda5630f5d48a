import {
  anything,
  type Check,
  type Complaint,
  complain,
  isObject,
  list,
  object,
  oneOfTypes,
  string,
  textObject,
  url,
} from './block-rules.ts';

const maximumBlocks = 50;
/** Not documented by Slack; reported at about this size. */
const maximumCharacters = 13_200;

const identifier = string(255);
const plainText = (maximum: number): Check => textObject(['plain_text'], maximum);
const anyText = (maximum: number): Check => textObject(['plain_text', 'mrkdwn'], maximum);

const button = object(
  { text: plainText(75) },
  {
    action_id: identifier,
    url,
    value: string(2_000),
    style: string(10),
    accessibility_label: string(75),
    confirm: anything,
  },
);
const image = object(
  { alt_text: string(2_000) },
  { image_url: url, slack_file: anything, title: plainText(2_000), block_id: identifier },
);
const contextText: Check = anyText(3_000);

const blocks: Readonly<Record<string, Check>> = {
  section: (value, pointer) => [
    ...(isObject(value) && value['text'] === undefined && value['fields'] === undefined
      ? complain('must define either `text` or `fields`', pointer)
      : []),
    ...object(
      {},
      {
        text: anyText(3_000),
        fields: list(10, anyText(2_000)),
        accessory: oneOfTypes({ button, image }),
        block_id: identifier,
        expand: anything,
      },
    )(value, pointer),
  ],
  header: object({ text: plainText(150) }, { block_id: identifier }),
  divider: object({}, { block_id: identifier }),
  context: object(
    { elements: list(10, oneOfTypes({ plain_text: contextText, mrkdwn: contextText, image })) },
    { block_id: identifier },
  ),
  actions: object({ elements: list(25, oneOfTypes({ button })) }, { block_id: identifier }),
  image,
  markdown: object({ text: string(12_000, 1) }, { block_id: identifier }),
  rich_text: object({ elements: list(1_000, anything) }, { block_id: identifier }),
};

export type BlocksVerdict =
  | { readonly kind: 'fine' }
  | {
      readonly kind: 'refused';
      readonly error: 'invalid_blocks' | 'msg_blocks_too_long' | 'invalid_blocks_format';
      readonly messages: readonly Complaint[];
    };

/** Checks blocks against Slack's documented limits (docs.slack.dev, Block Kit reference). */
export const validateBlocks = (value: unknown): BlocksVerdict => {
  if (!Array.isArray(value)) return { kind: 'refused', error: 'invalid_blocks_format', messages: [] };
  if (value.length > maximumBlocks) {
    return refused(complain(`no more than ${maximumBlocks} items allowed`, '/blocks'));
  }
  const complaints = value.flatMap((block, index) => oneOfTypes(blocks)(block, `/blocks/${index}`));
  if (complaints.length > 0) return refused(complaints);
  if (charactersIn(value) > maximumCharacters) {
    return { kind: 'refused', error: 'msg_blocks_too_long', messages: [] };
  }
  return { kind: 'fine' };
};

const refused = (messages: readonly Complaint[]): BlocksVerdict => ({
  kind: 'refused',
  error: 'invalid_blocks',
  messages,
});

const charactersIn = (value: unknown): number => {
  if (typeof value === 'string') return [...value].length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((total, member) => total + charactersIn(member), 0);
};
