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
