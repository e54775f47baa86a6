import { unreachable } from '../../../core/result.ts';
import { json } from '../http/exchange.ts';
import type { Delta } from './delta.ts';
import { folderAt, folderResource, foldersOf } from './folders.ts';
import type { Folder } from './folders.ts';
import { graphErrors } from './graph-error.ts';
import { graphMessage } from './graph-message.ts';
import { countMessages, listMessages } from './list-messages.ts';
import { nothingServed } from './mail-context.ts';
import type { MailAnswer, MailContext } from './mail-context.ts';
import { countIn, parseMessageQuery } from './odata.ts';

const METHODS = [
  'mailFolders',
  'mailFolder',
  'childFolders',
  'messages/delta',
  'messages',
  'messages/$count',
  'message',
] as const;
type MailMethod = (typeof METHODS)[number];

export type MailCall = {
  readonly method: MailMethod;
  readonly user: string;
  readonly folder: string | undefined;
  readonly id: string | undefined;
};

const FOLDER = String.raw`(?:/mailFolders/(?<folder>[^/]+))`;
const ROUTES: readonly (readonly [MailMethod, RegExp])[] = [
  ['mailFolders', /^\/mailFolders\/?$/],
  ['mailFolder', new RegExp(`^${FOLDER}$`)],
  ['childFolders', new RegExp(`^${FOLDER}/childFolders$`)],
  ['messages/delta', new RegExp(String.raw`^${FOLDER}/messages/(?:microsoft\.graph\.)?delta(?:\(\))?$`)],
  ['messages', new RegExp(`^${FOLDER}?/messages$`)],
  ['messages/$count', new RegExp(String.raw`^${FOLDER}?/messages/\$count$`)],
  ['message', new RegExp(`^${FOLDER}?/messages/(?<id>[^/]+)$`)],
];

export function mailCallAt(path: string): MailCall | undefined {
  const [, user, rest] = /^\/v1\.0\/users\/([^/]+)(\/.+)$/.exec(path) ?? [];
  if (user === undefined || rest === undefined) return undefined;
  for (const [method, pattern] of ROUTES) {
    const groups = pattern.exec(rest);
    if (groups === null) continue;
    const { folder, id } = { folder: groups.groups?.['folder'], id: groups.groups?.['id'] };
    return { method, user: decodeURIComponent(user), folder: decoded(folder), id: decoded(id) };
  }
  return undefined;
}

function decoded(part: string | undefined): string | undefined {
  return part === undefined ? undefined : decodeURIComponent(part);
}

export function answerMail(context: MailContext, delta: Delta, { method, folder: key, id }: MailCall): MailAnswer {
  const { mailbox } = context;
  const folder = key === undefined ? undefined : folderAt(mailbox, key);
  if (key !== undefined && folder === undefined) return nothingServed(graphErrors.noSuchItem());
  switch (method) {
    case 'mailFolders':
      return listFolders(context, undefined);
    case 'childFolders':
      return listFolders(context, folder);
    case 'mailFolder':
      return nothingServed(
        folder === undefined ? graphErrors.noSuchItem() : json(200, folderResource(mailbox, folder)),
      );
    case 'messages/delta':
      return folder === undefined ? nothingServed(graphErrors.noSuchItem()) : delta.answer(context, folder.place);
    case 'messages':
      return listMessages(context, folder?.place);
    case 'messages/$count':
      return countMessages(context, folder?.place);
    case 'message':
      return oneMessage(context, id ?? '');
    default:
      return unreachable(method);
  }
}

function listFolders({ mailbox, exchange, baseUrl }: MailContext, parent: Folder | undefined): MailAnswer {
  const { url } = exchange;
  const top = countIn(url, '$top', 10, 1000);
  const skip = countIn(url, '$skip', 0, Number.MAX_SAFE_INTEGER);
  if (top === undefined || top === 0 || skip === undefined)
    return nothingServed(graphErrors.badQuery('The value of Top is not valid.'));
  const withHidden = url.searchParams.get('includeHiddenFolders') === 'true';
  const found = foldersOf(mailbox).filter(
    (folder) => folder.parent === parent?.place && (withHidden || !folder.isHidden),
  );
  const next = new URL(`${baseUrl}${url.pathname}${url.search}`);
  next.searchParams.set('$skip', String(skip + top));
  const value = found.slice(skip, skip + top).map((folder) => folderResource(mailbox, folder));
  return nothingServed(json(200, { value, ...(skip + top < found.length ? { '@odata.nextLink': next.href } : {}) }));
}

function oneMessage({ mailbox, ids, exchange, preferences, hasContent }: MailContext, graphId: string): MailAnswer {
  const query = parseMessageQuery(exchange.url, []);
  if (!query.ok) return nothingServed(query.error);
  const item = ids.itemOf(graphId);
  if (item === undefined) return nothingServed(graphErrors.noSuchItem());
  const view = { mailbox, ids, idType: preferences.idType, select: query.value.select, hasContent };
  return { answer: json(200, graphMessage(view, item)), served: [item.id] };
}
