import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { unreachable } from '../../../core/result.ts';
import type { Mailbox, MailItem } from '../corpus/mailbox.ts';
import { json, queryList } from '../http/exchange.ts';
import type { Answer } from '../http/exchange.ts';
import { gmailMessage } from './gmail-message.ts';
import type { MessageFormat, Shape } from './gmail-message.ts';
import { googleErrors } from './google-error.ts';
import { labelsOf, labelWithTotals } from './labels.ts';
import { listHistory } from './list-history.ts';
import { listMessages } from './list-messages.ts';
import type { GmailMethod } from './profiles.ts';

const SCOPE = 'https://www.googleapis.com/auth/';
const MAIL = ['https://mail.google.com/', `${SCOPE}gmail.modify`, `${SCOPE}gmail.readonly`];
const METADATA = `${SCOPE}gmail.metadata`;

export type GmailCall = { readonly method: GmailMethod; readonly user: string; readonly id: string };

const ROUTES: readonly (readonly [GmailMethod, RegExp])[] = [
  ['users.getProfile', /^\/profile$/],
  ['users.labels.list', /^\/labels$/],
  ['users.labels.get', /^\/labels\/([^/]+)$/],
  ['users.history.list', /^\/history$/],
  ['users.messages.list', /^\/messages$/],
  ['users.messages.get', /^\/messages\/([^/]+)$/],
  ['users.threads.get', /^\/threads\/([^/]+)$/],
  ['users.settings.sendAs.list', /^\/settings\/sendAs$/],
];

export function gmailCallAt(method: string, path: string): GmailCall | undefined {
  const match = /^\/gmail\/v1\/users\/([^/]+)(\/.*)$/.exec(path);
  const [, user, rest] = match ?? [];
  if (method !== 'GET' || user === undefined || rest === undefined) return undefined;
  for (const [name, pattern] of ROUTES) {
    const found = pattern.exec(rest);
    if (found !== null) return { method: name, user: decodeURIComponent(user), id: decodeURIComponent(found[1] ?? '') };
  }
  return undefined;
}

export function mayCall(method: GmailMethod, scopes: ReadonlySet<string>): boolean {
  const metadata = method === 'users.settings.sendAs.list' ? `${SCOPE}gmail.settings.basic` : METADATA;
  return [...MAIL, metadata].some((scope) => scopes.has(scope));
}

export type GmailAnswer = { readonly answer: Answer; readonly served: readonly string[] };

export type GmailContext = {
  readonly mailbox: Mailbox;
  readonly url: URL;
  readonly scopes: ReadonlySet<string>;
  readonly historyFloor: () => bigint;
};

export async function answerGmail(context: GmailContext, { method, id }: GmailCall): Promise<GmailAnswer> {
  const { mailbox, url, scopes, historyFloor } = context;
  switch (method) {
    case 'users.getProfile':
      return nothingServed(json(200, profileOf(mailbox)));
    case 'users.labels.list':
      return nothingServed(json(200, { labels: labelsOf(mailbox) }));
    case 'users.labels.get': {
      const label = labelWithTotals(mailbox, id);
      return nothingServed(label === undefined ? googleErrors.notFound() : json(200, label));
    }
    case 'users.history.list':
      return nothingServed(listHistory(mailbox, url, historyFloor()));
    case 'users.messages.list':
      return nothingServed(listMessages(mailbox, url, { maySearch: !scopes.has(METADATA) }));
    case 'users.messages.get': {
      const item = mailbox.find(id);
      return messages(context, item === undefined ? [] : [item], (found) => found[0]);
    }
    case 'users.threads.get': {
      const thread = mailbox
        .newestFirst()
        .filter(({ threadId }) => threadId === id)
        .toReversed();
      const latest = thread.reduce((latestId, { historyId }) => (historyId > latestId ? historyId : latestId), 0n);
      return messages(context, thread, (found) => ({ id, historyId: String(latest), messages: found }));
    }
    case 'users.settings.sendAs.list':
      return nothingServed(json(200, { sendAs: sendAsOf(mailbox) }));
    default:
      return unreachable(method);
  }
}

type Found = gmail_v1.Schema$Message[];

async function messages(
  { mailbox, url, scopes }: GmailContext,
  items: readonly MailItem[],
  wrap: (found: Found) => unknown,
): Promise<GmailAnswer> {
  const shape = shapeOf(url, scopes.has(METADATA));
  if ('kind' in shape) return nothingServed(shape);
  if (items.length === 0) return nothingServed(googleErrors.notFound());
  const found = await Promise.all(items.map((item) => gmailMessage(mailbox, item, shape)));
  return { answer: json(200, wrap(found)), served: items.map(({ id }) => id) };
}

const FORMATS: readonly MessageFormat[] = ['minimal', 'metadata', 'full', 'raw'];

/** FULL is the default, so a client under the metadata scope must name another format. */
function shapeOf(url: URL, isMetadataOnly: boolean): Shape | Answer {
  const asked = (url.searchParams.get('format') ?? 'full').toLowerCase();
  const format = FORMATS.find((known) => known === asked);
  if (format === undefined) return googleErrors.invalid('Invalid value at format');
  if (isMetadataOnly && (format === 'full' || format === 'raw')) {
    return googleErrors.forbidden(`Metadata scope doesn't allow format ${format.toUpperCase()}`);
  }
  return {
    format,
    metadataHeaders: queryList(url, 'metadataHeaders'),
    hasSnippet: !isMetadataOnly && format !== 'raw',
  };
}

function nothingServed(answer: Answer): GmailAnswer {
  return { answer, served: [] };
}

function profileOf(mailbox: Mailbox): gmail_v1.Schema$Profile {
  const items = mailbox.newestFirst();
  return {
    emailAddress: mailbox.owner.primary,
    messagesTotal: items.length,
    threadsTotal: new Set(items.map(({ threadId }) => threadId)).size,
    historyId: String(mailbox.historyId()),
  };
}

function sendAsOf({ owner }: Mailbox): readonly gmail_v1.Schema$SendAs[] {
  const own = { sendAsEmail: owner.primary, displayName: owner.fullName, isPrimary: true, isDefault: true };
  const aliases = owner.aliases.map((sendAsEmail) => ({
    sendAsEmail,
    displayName: owner.fullName,
    isPrimary: false,
    isDefault: false,
    treatAsAlias: true,
    verificationStatus: 'accepted',
  }));
  return [own, ...aliases];
}
