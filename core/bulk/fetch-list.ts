import { decodeCsv } from '../csv/decode-csv.ts';
import type { Log } from '../log.ts';
import { err, unreachable, type Result } from '../result.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkHandler } from '../work/work-handler.ts';
import type { WorkOutcome } from '../work/work.ts';
import { advanceBatchAt } from './batch-goes-on.ts';
import { movedBatch } from './batch-moves.ts';
import { tellPreview, tellUnreadable } from './batch-notices.ts';
import type { Batch } from './batch.ts';
import type { ChatFileFailure, ChatFiles } from './chat-files.ts';
import { fileRefusedSentence } from './file-text.ts';
import { judgeRows } from './judge-rows.ts';
import { DRAFT_LIFE } from './open-batch.ts';
import { rowsOfText, textRefusedSentence } from './rows-of-text.ts';
import type { WrittenRows } from './rows-of-table.ts';

export type FetchListDeps = InviteDeps & {
  readonly transaction: Transaction;
  readonly log: Log;
  /** What this process can fetch files from; undefined for a surface that takes none. */
  readonly files: (surface: string) => ChatFiles | undefined;
};

type FetchingBatch = Extract<Batch, { state: 'fetching' }>;

const ASK_AGAIN_AFTER = Temporal.Duration.from({ seconds: 30 });
/** By then the surface has most likely forgotten the file, and the person too. */
const PATIENCE = Temporal.Duration.from({ minutes: 30 });

/** Fetches the list that somebody sent, and tells them what would happen to each row, or why it cannot be read. */
export function createFetchList(deps: FetchListDeps): WorkHandler<'batch.fetch'> {
  return async ({ accountId, batchId }, signal) => {
    const fetching = await deps.transaction.run(accountId, ({ batches }) => batches.get(batchId));
    if (fetching?.state !== 'fetching') return { kind: 'done' };
    const { from, reference } = fetching.upload;
    const files = deps.files(from.surface);
    const bytes = files === undefined ? err(NOT_HERE) : await files.read(from, reference, signal);
    const later = bytes.ok ? undefined : again(deps, fetching, bytes.error);
    if (later !== undefined) return later;
    const written = bytes.ok ? writtenIn(bytes.value) : err(FINAL[finalKind(bytes.error)]);
    return await deps.transaction.run(accountId, async (stores) => {
      const batch = await stores.batches.get(batchId);
      if (batch?.state !== 'fetching') return { kind: 'done' };
      return written.ok
        ? await keepRows(deps, stores, batch, written.value)
        : await giveUp(deps, stores, batch, written.error);
    });
  };
}

const NOT_HERE = { kind: 'not-permitted' } as const;

function writtenIn(bytes: Uint8Array): Result<WrittenRows, string> {
  const text = decodeCsv(bytes);
  if (!text.ok) return err(fileRefusedSentence(text.error));
  const written = rowsOfText(text.value);
  return written.ok ? written : err(textRefusedSentence(written.error));
}

type Final = Exclude<ChatFileFailure['kind'], 'throttled' | 'unavailable'>;

const FINAL = {
  gone: 'The chat does not have the file any more, or did not give it in time. Send it again.',
  'not-theirs': 'Somebody else sent this file. Send a list of your own.',
  'too-large': fileRefusedSentence({ kind: 'too-large' }),
  'not-permitted':
    'Usher may not read files here. An administrator of the chat can allow it; until then paste the table.',
} as const satisfies Record<Final, string>;

function finalKind({ kind }: ChatFileFailure): Final {
  switch (kind) {
    case 'throttled':
    case 'unavailable':
      return 'gone';
    case 'gone':
    case 'not-theirs':
    case 'too-large':
    case 'not-permitted':
      return kind;
    default:
      return unreachable(kind);
  }
}

function again({ clock, log }: FetchListDeps, batch: FetchingBatch, failure: ChatFileFailure): WorkOutcome | undefined {
  const now = clock.now();
  if (Temporal.Instant.compare(now, batch.createdAt.add(PATIENCE)) >= 0) return undefined;
  if (failure.kind === 'throttled') {
    const dueAt = now.add({ milliseconds: failure.retryAfterMs });
    return { kind: 'again', dueAt, countsAsAttempt: false, reason: 'throttled' };
  }
  if (failure.kind !== 'unavailable') return undefined;
  log.warn({ batchId: batch.id, error: failure.cause }, 'File of a list was not fetched; it is tried again');
  return { kind: 'again', dueAt: now.add(ASK_AGAIN_AFTER), countsAsAttempt: false, reason: 'unavailable' };
}

async function keepRows(
  deps: FetchListDeps,
  stores: Stores,
  batch: FetchingBatch,
  { rows: written, ignored }: WrittenRows,
): Promise<WorkOutcome> {
  const account = await stores.accounts.get();
  if (account === undefined) throw new Error(`Batch ${batch.id} lacks its account`);
  const { defaults } = batch.upload;
  const rows = await judgeRows(stores, { account, batchId: batch.id, defaults, now: deps.clock.now() }, written);
  const expiresAt = deps.clock.now().add(DRAFT_LIFE);
  const draft = movedBatch(batch, { kind: 'fetched', expiresAt });
  await stores.batches.replace(batch, draft);
  await stores.batchRows.add(rows);
  await advanceBatchAt(deps, stores, { accountId: batch.accountId, batchId: batch.id, dueAt: expiresAt });
  await tellPreview(deps, stores, draft, { rows, ignored });
  return { kind: 'done' };
}

async function giveUp(
  deps: FetchListDeps,
  stores: Stores,
  batch: FetchingBatch,
  sentence: string,
): Promise<WorkOutcome> {
  const cancelled = movedBatch(batch, { kind: 'cancelled', at: deps.clock.now() });
  await stores.batches.replace(batch, cancelled);
  await tellUnreadable(deps, stores, cancelled, sentence);
  return { kind: 'done' };
}
