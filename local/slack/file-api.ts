import type { Channels } from './channels.ts';
import type { Files, SharedFile } from './files.ts';
import { openChannel } from './open-channel.ts';
import { json, type Reply, refusal } from './reply.ts';
import type { Fields } from './request-body.ts';

export interface FileApiDeps {
  readonly channels: Channels;
  readonly files: Files;
}

const longestAltText = 1_000;

/** `files.getUploadURLExternal`: a place for the bytes. Numbers come as text in a form. */
export const reserveUpload = ({ files }: FileApiDeps, fields: Fields): Reply => {
  const { filename, length, alt_txt: altText } = fields;
  const bytes = Number(length);
  if (typeof filename !== 'string' || filename === '' || !Number.isInteger(bytes) || bytes <= 0) {
    return refusal('invalid_arguments', ['[ERROR] missing required field: filename, length']);
  }
  const words = typeof altText === 'string' ? altText : undefined;
  if (words && [...words].length > longestAltText) return refusal('alt_txt_too_large');
  const { id, uploadUrl } = files.reserve(filename, bytes, words);
  return json({ ok: true, upload_url: uploadUrl, file_id: id });
};

/** `files.completeUploadExternal`: shows what has been uploaded, in a message of its own. */
export const completeUpload = ({ channels, files }: FileApiDeps, fields: Fields): Reply => {
  const asked = askedFiles(fields['files']);
  if (!asked) return refusal('invalid_arguments', ['[ERROR] missing required field: files']);
  const channel = openChannel(channels, fields['channel_id']);
  if ('statusCode' in channel) return channel;
  // Unlike messages, files are not taken by a channel's name.
  if (channel.id !== fields['channel_id']) return refusal('channel_not_found');
  const threadTs = fields['thread_ts'];
  if (threadTs !== undefined && !channels.message(channel, String(threadTs))) {
    return refusal('thread_not_found');
  }
  const taken = asked.map(({ id, title }): SharedFile | undefined => {
    const file = files.take(id);
    return file && { ...file, title: title ?? file.name };
  });
  const shared = taken.filter((file) => file !== undefined);
  if (shared.length < asked.length) return refusal('file_not_found');
  const comment = fields['initial_comment'];
  channels.share(
    channel,
    shared,
    typeof comment === 'string' ? comment : '',
    threadTs === undefined ? undefined : String(threadTs),
  );
  return json({ ok: true, files: shared.map(({ id, title }) => ({ id, title })) });
};

interface AskedFile {
  readonly id: string;
  readonly title?: string;
}

const askedFiles = (value: unknown): readonly AskedFile[] | undefined =>
  Array.isArray(value) && value.length > 0 && value.every(isAskedFile) ? value : undefined;

const isAskedFile = (value: unknown): value is AskedFile =>
  typeof (value as { readonly id?: unknown } | null)?.id === 'string';
