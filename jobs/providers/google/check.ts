import { z } from 'zod';
import type { GrantedAccess } from '../../../core/credentials/org-credential.ts';
import type { MailboxFacts, ProviderFailure } from '../../../core/mailboxes/mailbox-provider.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { fetchAll } from '../fetch-all.ts';
import { call, type CallFailure } from './call.ts';
import { GOOGLE_SCOPES } from './endpoints.ts';
import type { GoogleClient } from './google-client.ts';
import { lookUp } from './look-up.ts';
import { nameFailure } from './name-failure.ts';
import { readingScope } from './reading-scope.ts';

/** Who has the mailbox, whether it opens, how far the granted right goes, and how much lies in it. */
export async function checkMailbox(
  client: GoogleClient,
  address: string,
  signal: AbortSignal,
): Promise<Result<MailboxFacts, ProviderFailure>> {
  const person = await lookUp(client, address, signal);
  if (!person.ok) return person;
  const opened = await open(client, address, signal);
  if (!opened.ok) return err(await nameFailure(client, { address, signal }, opened.error));
  return ok({ aliases: [], ...opened.value, ...person.value });
}

type Opened = Pick<MailboxFacts, 'primaryAddress' | 'access' | 'messageCount'>;

const profileSchema = z.object({ emailAddress: z.string(), messagesTotal: z.number() });
const labelSchema = z.object({ messagesTotal: z.number().default(0) });
/** What is never read. Only the whole can be counted: the horizon is not known here. */
const EXCLUDED = ['DRAFT', 'SPAM', 'TRASH'];

async function open(client: GoogleClient, subject: string, signal: AbortSignal): Promise<Result<Opened, CallFailure>> {
  const scope = await readingScope(client, subject, signal);
  if (!scope.ok) return scope;
  const access = await grantedAccess(client, subject, signal);
  if (!access.ok) return access;
  const { profile: units, label } = client.quota.costs;
  const request = { subject, scope: scope.value, units, signal };
  const profile = await call(client, request, profileSchema, (options) =>
    client.gmail.users.getProfile({ userId: 'me', fields: 'emailAddress,messagesTotal' }, options),
  );
  if (!profile.ok) return profile;
  const excluded = await fetchAll(EXCLUDED, 1, (id) =>
    call(client, { ...request, units: label }, labelSchema, (options) =>
      client.gmail.users.labels.get({ userId: 'me', id, fields: 'messagesTotal' }, options),
    ),
  );
  if (!excluded.ok) return excluded;
  const { emailAddress: primaryAddress, messagesTotal } = profile.value;
  const outside = excluded.value.reduce((sum, counted) => sum + counted.messagesTotal, 0);
  return ok({ primaryAddress, access: access.value, messageCount: Math.max(0, messagesTotal - outside) });
}

async function grantedAccess(
  { signIn }: GoogleClient,
  subject: string,
  signal: AbortSignal,
): Promise<Result<GrantedAccess, CallFailure>> {
  const content = await signIn.token(subject, GOOGLE_SCOPES.content, signal);
  if (content.ok) return ok('content');
  return content.error.kind === 'refused' ? ok('headers') : err({ kind: 'failed', failure: content.error });
}
