import { isObject } from './block-rules.ts';
import type { Block, MessageContent, MessageMetadata } from './message.ts';
import type { Fields } from './request-body.ts';
import { type BlocksVerdict, validateBlocks } from './validate-blocks.ts';

export type ContentVerdict =
  | { readonly kind: 'fine'; readonly content: MessageContent }
  | { readonly kind: 'refused'; readonly error: string; readonly messages: readonly string[] };

const maximumText = 40_000;

/** Reads and checks what a message is to say. */
export const readContent = ({ text, blocks, metadata }: Fields): ContentVerdict => {
  const words = typeof text === 'string' ? text : '';
  const hasBlocks =
    blocks !== undefined && blocks !== null && !(Array.isArray(blocks) && blocks.length === 0);
  if (words === '' && !hasBlocks) return refuse('no_text');
  if ([...words].length > maximumText) return refuse('msg_too_long');
  const verdict: BlocksVerdict = hasBlocks ? validateBlocks(blocks) : { kind: 'fine' };
  if (verdict.kind === 'refused') return verdict;
  if (metadata !== undefined && !isMetadata(metadata)) return refuse('invalid_metadata_format');
  return {
    kind: 'fine',
    content: {
      text: words,
      ...(hasBlocks ? { blocks: blocks as readonly Block[] } : {}),
      ...(metadata === undefined ? {} : { metadata }),
    },
  };
};

const isMetadata = (value: unknown): value is MessageMetadata => {
  const { event_type: type, event_payload: payload } = (value ?? {}) as Partial<MessageMetadata>;
  return typeof type === 'string' && /^[a-zA-Z0-9_.-]{1,255}$/.test(type) && isObject(payload);
};

const refuse = (error: string): ContentVerdict => ({ kind: 'refused', error, messages: [] });
