import type { admin_directory_v1 } from 'googleapis/build/src/apis/admin/index.js';
import type { Firm, Person } from '../corpus/demo-firm.ts';
import { json } from '../http/exchange.ts';
import type { Answer } from '../http/exchange.ts';
import { googleErrors } from './google-error.ts';
import type { GoogleToken } from './token-endpoint.ts';

const SCOPES = [
  'https://www.googleapis.com/auth/admin.directory.user.readonly',
  'https://www.googleapis.com/auth/admin.directory.user',
];

const USER_PATH = /^\/admin\/directory\/v1\/users\/([^/]+)$/;

/** The userKey of users.get, which may be an id, the primary address or an alias. */
export function directoryUserAt(method: string, path: string): string | undefined {
  const key = method === 'GET' ? USER_PATH.exec(path)?.[1] : undefined;
  return key === undefined ? undefined : decodeURIComponent(key).toLowerCase();
}

const LIST_PATH = /^\/admin\/directory\/v1\/users\/?$/;

/** users.list, by domain: pages of at most 500, and a token that is good for the same question only. */
export function isDirectoryList(method: string, path: string): boolean {
  return method === 'GET' && LIST_PATH.test(path);
}

export function answerDirectoryList(firm: Firm, { person, scopes }: GoogleToken, { searchParams }: URL): Answer {
  if (!SCOPES.some((scope) => scopes.has(scope))) return googleErrors.insufficientScopes('admin.googleapis.com');
  if (!person.isAdmin) return googleErrors.forbidden('Not Authorized to access this resource/api');
  const domain = searchParams.get('domain') ?? '';
  if (!firm.domains.some(({ name, provider }) => provider === 'google' && name === domain))
    return googleErrors.notFound('Domain not found.');
  const most = Number(searchParams.get('maxResults') ?? 100);
  if (!Number.isInteger(most) || most < 1 || most > 500) return googleErrors.invalid('Invalid Input: maxResults');
  const from = startOf(domain, searchParams.get('pageToken'));
  if (from === undefined) return googleErrors.invalid('Invalid Input: pageToken');
  const all = firm.people
    .filter(({ provider, primary }) => provider === 'google' && primary.endsWith(`@${domain}`))
    .toSorted((one, other) => (one.primary < other.primary ? -1 : 1));
  const users = all.slice(from, from + most).map(directoryUser);
  const next = from + most < all.length ? { nextPageToken: tokenAt(domain, from + most) } : {};
  return json(200, { kind: 'admin#directory#users', ...(users.length === 0 ? {} : { users }), ...next });
}

function tokenAt(domain: string, from: number): string {
  return Buffer.from(`${domain}:${from}`).toString('base64url');
}

function startOf(domain: string, token: string | null): number | undefined {
  if (token === null) return 0;
  const [of, from] = Buffer.from(token, 'base64url').toString().split(':');
  return of === domain && from !== undefined && /^\d+$/u.test(from) ? Number(from) : undefined;
}

export function answerDirectory(firm: Firm, { person, scopes }: GoogleToken, userKey: string): Answer {
  if (!SCOPES.some((scope) => scopes.has(scope))) return googleErrors.insufficientScopes('admin.googleapis.com');
  if (!person.isAdmin) return googleErrors.forbidden('Not Authorized to access this resource/api');
  const found = firm.people.find(
    ({ provider, id, primary, aliases }) =>
      provider === 'google' && (id === userKey || primary === userKey || aliases.includes(userKey)),
  );
  return found === undefined ? googleErrors.notFound('Resource Not Found: userKey') : json(200, directoryUser(found));
}

function directoryUser({ id, primary, aliases, fullName, standing, isAdmin }: Person): admin_directory_v1.Schema$User {
  const [givenName, ...family] = fullName.split(' ');
  return {
    kind: 'admin#directory#user',
    id,
    primaryEmail: primary,
    name: { givenName: givenName ?? fullName, familyName: family.join(' '), fullName },
    emails: [primary, ...aliases].map((address) => ({ address, primary: address === primary })),
    // The vendor leaves the member out for a user without aliases.
    ...(aliases.length === 0 ? {} : { aliases: [...aliases] }),
    isAdmin,
    suspended: standing === 'suspended',
    isMailboxSetup: standing !== 'unlicensed',
  };
}
