import { z } from 'zod';
import type { GrantedAccess } from '../../../core/credentials/org-credential.ts';
import type { MailboxFacts, ProviderFailure } from '../../../core/mailboxes/mailbox-provider.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { call, type CallFailure } from './call.ts';
import type { GraphClient } from './graph-client.ts';
import { lookUp } from './look-up.ts';
import { mailFolders, wellKnownFolders } from './mail-folders.ts';
import { nameFailure } from './name-failure.ts';

/** Who has the mailbox, whether it opens, how far the granted right goes, and how much lies in it. */
export async function checkMailbox(
  client: GraphClient,
  address: string,
  signal: AbortSignal,
): Promise<Result<MailboxFacts, ProviderFailure>> {
  const person = await lookUp(client, address, signal);
  if (!person.ok) return person;
  const { id: user, primaryAddress, aliases } = person.value;
  const opened = await open(client, { lane: user, user, signal });
  if (!opened.ok) return err(await nameFailure(client, { address, signal }, opened.error));
  return ok({ primaryAddress, aliases, ...opened.value });
}

type Asking = { readonly lane: string; readonly user: string; readonly signal: AbortSignal };
type Opened = Pick<MailboxFacts, 'access' | 'messageCount'>;

async function open(client: GraphClient, asking: Asking): Promise<Result<Opened, CallFailure>> {
  const known = await wellKnownFolders(client, asking);
  if (!known.ok) return known;
  const folders = await mailFolders(client, asking, known.value);
  if (!folders.ok) return folders;
  const access = await grantedAccess(client, asking);
  if (!access.ok) return access;
  return ok({ access: access.value, messageCount: folders.value.reduce((sum, { total }) => sum + total, 0) });
}

const previewSchema = z.object({ value: z.array(z.object({ bodyPreview: z.string().optional() })) });

/**
 * Which right it is shows only in what an answer leaves out: the preview of a message, which is dropped at once. In an
 * empty mailbox it does not show, and the lesser right is assumed.
 */
async function grantedAccess(
  client: GraphClient,
  { lane, user, signal }: Asking,
): Promise<Result<GrantedAccess, CallFailure>> {
  const path = `/users/${encodeURIComponent(user)}/messages?$top=1&$select=bodyPreview`;
  const answer = await call(client, { lane, path, signal }, previewSchema);
  if (answer.ok)
    return ok(answer.value.value.some(({ bodyPreview }) => bodyPreview !== undefined) ? 'content' : 'headers');
  return answer.error.kind === 'denied' ? ok('headers') : answer;
}
