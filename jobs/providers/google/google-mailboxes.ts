import type {
  ChangePage,
  MailboxProvider,
  ProviderFailure,
  Reading,
} from '../../../core/mailboxes/mailbox-provider.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { CallFailure } from './call.ts';
import { checkMailbox } from './check.ts';
import { readCursor, type GoogleCursor } from './cursor.ts';
import type { GmailReader } from './gmail-reader.ts';
import { createGoogleClient, type GoogleClient, type GoogleDeps } from './google-client.ts';
import { historyPage } from './history.ts';
import { nameFailure } from './name-failure.ts';
import { readingScope } from './reading-scope.ts';
import { beginSnapshot, snapshotPage } from './snapshot.ts';

/** The mailboxes of one organization, read by a service account that is delegated to its whole domain. */
export function createGoogleMailboxes(deps: GoogleDeps): MailboxProvider {
  const client = createGoogleClient(deps);
  return {
    check: (address, signal) => checkMailbox(client, address, signal),
    changes: (reading, signal) => changes(client, reading, signal),
  };
}

async function changes(
  client: GoogleClient,
  { address, cursor, horizon }: Reading,
  signal: AbortSignal,
): Promise<Result<ChangePage, ProviderFailure>> {
  signal.throwIfAborted();
  const scope = await readingScope(client, address, signal);
  const reader = { subject: address, horizon, signal };
  const page = scope.ok ? await read(client, { ...reader, scope: scope.value }, cursor) : scope;
  return page.ok ? ok(page.value) : err(await nameFailure(client, { address, signal }, page.error));
}

async function read(
  client: GoogleClient,
  reader: GmailReader,
  text: string | undefined,
): Promise<Result<ChangePage, CallFailure>> {
  if (text === undefined) return await beginSnapshot(client, reader, { restarts: 0 });
  const cursor = readCursor(text);
  if (cursor === undefined) return await restart(client, reader, { because: 'unknown-cursor', restarts: 0 });
  const page = await goOn(client, reader, cursor);
  if (page.ok || !isCursorRefused(cursor, page.error)) return page;
  if (cursor.restarts >= MOST_RESTARTS) return err(refusedForGood(page.error));
  return await restart(client, reader, { because: page.error.kind, restarts: cursor.restarts });
}

function goOn(
  client: GoogleClient,
  reader: GmailReader,
  cursor: GoogleCursor,
): Promise<Result<ChangePage, CallFailure>> {
  return cursor.phase === 'snapshot' ? snapshotPage(client, reader, cursor) : historyPage(client, reader, cursor);
}

/** A history that is too old is not found; a page token that is too old is invalid. */
function isCursorRefused({ phase, pageToken }: GoogleCursor, { kind }: CallFailure): boolean {
  return (kind === 'not-found' && phase === 'delta') || (kind === 'invalid' && pageToken !== undefined);
}

/** A walk that never comes to an end of its own reads the same mailbox for ever: then it waits and only looks. */
const MOST_RESTARTS = 3;

function refusedForGood({ kind }: CallFailure): CallFailure {
  const cause = new Error(`The history was refused as ${kind} after ${MOST_RESTARTS} new walks`);
  return { kind: 'failed', failure: { kind: 'unavailable', cause } };
}

type Restart = { readonly because: string } & Pick<GoogleCursor, 'restarts'>;

function restart(
  client: GoogleClient,
  reader: GmailReader,
  { because, restarts }: Restart,
): Promise<Result<ChangePage, CallFailure>> {
  client.log.info({ provider: 'google', because, restarts }, 'Reading starts over');
  return beginSnapshot(client, reader, { restarts: restarts + 1 });
}
