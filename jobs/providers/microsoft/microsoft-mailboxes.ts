import type {
  ChangePage,
  MailboxProvider,
  ProviderFailure,
  Reading,
} from '../../../core/mailboxes/mailbox-provider.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { beginWalk, nextRound } from './begin-round.ts';
import type { CallFailure } from './call.ts';
import { checkMailbox } from './check.ts';
import { readCursor, type MicrosoftCursor } from './cursor.ts';
import type { MailboxReader } from './folder-page.ts';
import { createGraphClient, type GraphClient, type MicrosoftDeps } from './graph-client.ts';
import { nameFailure } from './name-failure.ts';
import { roundStep } from './round.ts';

/** The mailboxes of one tenant, read by an application with consent for all of them. */
export function createMicrosoftMailboxes(deps: MicrosoftDeps): MailboxProvider {
  const client = createGraphClient(deps);
  return {
    check: (address, signal) => checkMailbox(client, address, signal),
    changes: (reading, signal) => changes(client, reading, signal),
  };
}

async function changes(
  client: GraphClient,
  { address, cursor, horizon }: Reading,
  signal: AbortSignal,
): Promise<Result<ChangePage, ProviderFailure>> {
  signal.throwIfAborted();
  const page = await read(client, { address, horizon, signal }, cursor);
  return page.ok ? ok(page.value) : err(await nameFailure(client, { address, signal }, page.error));
}

async function read(
  client: GraphClient,
  reader: MailboxReader,
  text: string | undefined,
): Promise<Result<ChangePage, CallFailure>> {
  if (text === undefined) return await walk(client, reader, { restarts: 0, isRestart: false });
  const cursor = readCursor(text);
  if (cursor === undefined) return await restart(client, reader, { restarts: 0, because: 'unknown-cursor' });
  const { restarts } = cursor;
  const round = await currentRound(client, reader, cursor);
  if (!round.ok) return round;
  if (round.value === undefined) return await restart(client, reader, { restarts, because: 'folder-gone' });
  const step = await roundStep(client, reader, round.value);
  if (!step.ok) return step;
  return step.value.kind === 'page'
    ? ok(step.value.page)
    : await restart(client, reader, { restarts, because: 'link-refused' });
}

async function currentRound(
  client: GraphClient,
  reader: MailboxReader,
  cursor: MicrosoftCursor,
): Promise<Result<MicrosoftCursor | undefined, CallFailure>> {
  return cursor.queue.length > 0 ? ok(cursor) : await nextRound(client, reader, cursor);
}

type Restart = { readonly restarts: number; readonly because: string };

function restart(
  client: GraphClient,
  reader: MailboxReader,
  { restarts, because }: Restart,
): Promise<Result<ChangePage, CallFailure>> {
  client.log.info({ provider: 'microsoft', because }, 'Reading starts over');
  return walk(client, reader, { restarts: restarts + 1, isRestart: true });
}

async function walk(
  client: GraphClient,
  reader: MailboxReader,
  { restarts, isRestart }: { readonly restarts: number; readonly isRestart: boolean },
): Promise<Result<ChangePage, CallFailure>> {
  const cursor = await beginWalk(client, reader, restarts);
  if (!cursor.ok) return cursor;
  const step = await roundStep(client, reader, cursor.value);
  if (!step.ok) return step;
  if (step.value.kind === 'page') return ok({ ...step.value.page, restarted: isRestart });
  const cause = new Error('The provider refused a walk that had no link yet');
  return err({ kind: 'failed', failure: { kind: 'unavailable', cause } });
}
