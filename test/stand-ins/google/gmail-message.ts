import PostalMime, { decodeWords } from 'postal-mime';
import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { unreachable } from '../../../core/result.ts';
import { headerOf } from '../corpus/corpus-message.ts';
import type { Mail, MailHeader } from '../corpus/corpus-message.ts';
import type { Mailbox, MailItem } from '../corpus/mailbox.ts';
import { labelIdsOf } from './labels.ts';

export type MessageFormat = 'minimal' | 'metadata' | 'full' | 'raw';

export type Shape = {
  readonly format: MessageFormat;
  readonly metadataHeaders: readonly string[];
  readonly hasSnippet: boolean;
};

/** A message as users.messages.get gives it in that format. */
export async function gmailMessage(mailbox: Mailbox, item: MailItem, shape: Shape): Promise<gmail_v1.Schema$Message> {
  const base: gmail_v1.Schema$Message = {
    id: item.id,
    threadId: item.threadId,
    labelIds: [...labelIdsOf(mailbox, item)],
    historyId: String(item.historyId),
    internalDate: String(item.receivedMs),
    sizeEstimate: item.mail.size,
  };
  const message = shape.hasSnippet ? { ...base, snippet: snippetOf(item.mail) } : base;
  switch (shape.format) {
    case 'minimal':
      return message;
    case 'metadata':
      return {
        ...message,
        payload: { mimeType: mimeTypeOf(item.mail), headers: headersOf(item.mail, shape.metadataHeaders) },
      };
    case 'full':
      return { ...message, payload: await payloadOf(item.mail) };
    case 'raw':
      return { ...message, raw: rawOf(item.mail).toString('base64url') };
    default:
      return unreachable(shape.format);
  }
}

function headersOf({ headers }: Mail, wanted: readonly string[]): gmail_v1.Schema$MessagePartHeader[] {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  return headers.filter(({ name }) => names.size === 0 || names.has(name.toLowerCase())).map(decoded);
}

function decoded({ name, value }: MailHeader): gmail_v1.Schema$MessagePartHeader {
  return { name, value: decodeWords(value) };
}

async function payloadOf(mail: Mail): Promise<gmail_v1.Schema$MessagePart> {
  const parsed = await PostalMime.parse(rawOf(mail));
  const bodies = [
    ['text/plain', parsed.text],
    ['text/html', parsed.html],
  ] as const;
  const parts = bodies.flatMap(([mimeType, text]) => (text === undefined ? [] : [{ mimeType, body: bodyOf(text) }]));
  const payload = { partId: '', filename: '', headers: headersOf(mail, []) };
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return { ...payload, ...only };
  return {
    ...payload,
    mimeType: mimeTypeOf(mail),
    body: { size: 0 },
    parts: parts.map((part, index) => ({ ...part, partId: String(index), filename: '' })),
  };
}

function bodyOf(text: string): gmail_v1.Schema$MessagePartBody {
  const bytes = Buffer.from(text, 'utf8');
  return { size: bytes.length, data: bytes.toString('base64url') };
}

function rawOf({ headers, body }: Mail): Buffer {
  const head = headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`${head}\r\n`, 'utf8'), Buffer.from(body, 'latin1')]);
}

function mimeTypeOf(mail: Mail): string {
  return /^[\w.+-]+\/[\w.+-]+/.exec(headerOf(mail, 'Content-Type') ?? '')?.[0].toLowerCase() ?? 'text/plain';
}

function snippetOf({ body }: Mail): string {
  return body
    .slice(0, 600)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 150);
}
