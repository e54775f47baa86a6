import { decodeWords } from 'postal-mime';
import { addressesIn } from '../corpus/address-line.ts';
import { headerOf, messageIdsIn } from '../corpus/corpus-message.ts';
import type { Mail } from '../corpus/corpus-message.ts';
import type { Mailbox, MailItem } from '../corpus/mailbox.ts';
import { hash } from '../http/seeded.ts';
import { folderIdOf } from './folders.ts';
import type { GraphIds, IdType } from './graph-ids.ts';

type GraphRecipient = { readonly emailAddress: { readonly name: string; readonly address: string } };

/** The members of a message resource that this stand-in knows. */
export type GraphMessage = {
  readonly '@odata.etag': string;
  readonly id: string;
  readonly createdDateTime: string;
  readonly lastModifiedDateTime: string;
  readonly changeKey: string;
  readonly categories: readonly string[];
  readonly receivedDateTime: string;
  readonly sentDateTime: string;
  readonly hasAttachments: boolean;
  readonly internetMessageId: string | null;
  readonly subject: string;
  readonly importance: 'normal';
  readonly parentFolderId: string;
  readonly conversationId: string;
  readonly isRead: boolean;
  readonly isDraft: boolean;
  readonly webLink: string;
  readonly inferenceClassification: 'focused';
  readonly sender?: GraphRecipient;
  readonly from?: GraphRecipient;
  readonly toRecipients: readonly GraphRecipient[];
  readonly ccRecipients: readonly GraphRecipient[];
  readonly bccRecipients: readonly GraphRecipient[];
  readonly replyTo: readonly GraphRecipient[];
  readonly flag: { readonly flagStatus: 'notFlagged' };
  readonly bodyPreview?: string;
  readonly body?: { readonly contentType: 'text' | 'html'; readonly content: string };
  readonly internetMessageHeaders?: readonly { readonly name: string; readonly value: string }[];
};

const MEMBERS: ReadonlySet<string> = new Set(
  `id createdDateTime lastModifiedDateTime changeKey categories receivedDateTime sentDateTime hasAttachments
  internetMessageId subject importance parentFolderId conversationId isRead isDraft webLink inferenceClassification
  sender from toRecipients ccRecipients bccRecipients replyTo flag bodyPreview body internetMessageHeaders`.split(
    /\s+/,
  ),
);

export function isMessageMember(name: string): boolean {
  return MEMBERS.has(name);
}

export type MessageView = {
  readonly mailbox: Mailbox;
  readonly ids: GraphIds;
  readonly idType: IdType;
  /** Undefined for everything but the internet headers, which come only when they are named. */
  readonly select: readonly string[] | undefined;
  readonly hasContent: boolean;
};

export function graphMessage(view: MessageView, item: MailItem): Partial<GraphMessage> {
  const message = wholeMessage(view, item);
  const { select } = view;
  if (select === undefined) return message;
  const wanted = new Set(['@odata.etag', 'id', ...select]);
  return Object.fromEntries(Object.entries(message).filter(([name]) => wanted.has(name)));
}

function wholeMessage({ mailbox, ids, idType, select, hasContent }: MessageView, item: MailItem): GraphMessage {
  const { mail, place } = item;
  const received = new Date(item.receivedMs).toISOString().replace(/\.\d+Z$/, 'Z');
  const [from] = recipients(mail, 'From');
  const [sender] = [...recipients(mail, 'Sender'), ...(from === undefined ? [] : [from])];
  const changeKey = hash(String(item.historyId), 'base64url', 22);
  const id = ids.idOf(item, idType);
  const hasHeaders = select?.includes('internetMessageHeaders') === true && place !== 'sent' && place !== 'drafts';
  return {
    '@odata.etag': `W/"${changeKey}"`,
    id,
    createdDateTime: received,
    lastModifiedDateTime: received,
    changeKey,
    categories: [],
    receivedDateTime: received,
    sentDateTime: sentDate(mail) ?? received,
    hasAttachments: /multipart\/mixed/i.test(headerOf(mail, 'Content-Type') ?? ''),
    internetMessageId: messageIdsIn(headerOf(mail, 'Message-ID'))[0] ?? null,
    subject: decodeWords(headerOf(mail, 'Subject') ?? ''),
    importance: 'normal',
    parentFolderId: folderIdOf(mailbox, place),
    conversationId: `AAQkADAwATM0MDAAMS1i${hash(item.threadId, 'base64url', 27)}=`,
    isRead: item.isRead,
    isDraft: place === 'drafts',
    webLink: `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(id)}&exvsurl=1&viewmodel=ReadMessageItem`,
    inferenceClassification: 'focused',
    ...(sender === undefined ? {} : { sender }),
    ...(from === undefined ? {} : { from }),
    toRecipients: recipients(mail, 'To'),
    ccRecipients: recipients(mail, 'Cc'),
    bccRecipients: recipients(mail, 'Bcc'),
    replyTo: recipients(mail, 'Reply-To'),
    flag: { flagStatus: 'notFlagged' },
    ...(hasContent ? contentOf(mail) : {}),
    ...(hasHeaders ? { internetMessageHeaders: mail.headers } : {}),
  };
}

function recipients(mail: Mail, name: string): readonly GraphRecipient[] {
  return mail.headers
    .filter((header) => header.name.toLowerCase() === name.toLowerCase())
    .flatMap(({ value }) => addressesIn(value))
    .map((found) => ({
      emailAddress: { name: found.name === '' ? found.address : found.name, address: found.address },
    }));
}

function sentDate(mail: Mail): string | undefined {
  const at = Date.parse(headerOf(mail, 'Date') ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

function contentOf(mail: Mail): Pick<GraphMessage, 'body' | 'bodyPreview'> {
  const isHtml = /text\/html/i.test(headerOf(mail, 'Content-Type') ?? '');
  return { bodyPreview: mail.body.slice(0, 255), body: { contentType: isHtml ? 'html' : 'text', content: mail.body } };
}
