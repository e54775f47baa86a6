import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import { mayBeRead } from '../domains/proved-domain.ts';
import type { Id, Ids } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import { staleRow } from '../stale-row.ts';
import type { Stores } from '../transaction.ts';
import type { Mailbox } from './mailbox.ts';
import { EMPTY_TALLY, type SyncRun } from './sync-run.ts';

export type ForceSyncDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type ForceRefused =
  | { readonly kind: 'already-running'; readonly run: SyncRun }
  | { readonly kind: 'too-soon'; readonly notBefore: Temporal.Instant }
  | { readonly kind: 'not-enabled' }
  | { readonly kind: 'domain-not-verified' };

/** The rule of the groupware article: not sooner than a minute after the last attempt. */
const PAUSE = Temporal.Duration.from({ seconds: 60 });

/** Reads a mailbox now instead of at its next cycle; joins a reading that is under way. */
export async function forceSync(
  deps: ForceSyncDeps,
  stores: Stores,
  mailbox: Mailbox,
  { by, ticket }: { readonly by: Id<'member'>; readonly ticket?: string | undefined },
): Promise<Result<SyncRun, ForceRefused>> {
  const refused = await refusalOf(deps, stores, mailbox);
  if (refused !== undefined) {
    // A reading that kept ending its worker is still under way, while its work was parked: it goes on.
    if (refused.kind === 'already-running') await readOn(deps, stores, mailbox);
    return err(refused);
  }
  const { accountId, id: mailboxId } = mailbox;
  const queuedAt = deps.clock.now();
  const base = { id: deps.ids.next('sync-run'), accountId, mailboxId, queuedAt, expected: undefined, gaps: [] };
  const run: SyncRun = { ...base, trigger: 'forced', tally: EMPTY_TALLY, version: 1, state: 'queued' };
  if (!(await stores.runs.add(run))) throw staleRow('Sync run');
  await readOn(deps, stores, mailbox);
  await deps.audit(stores, accountId, {
    kind: 'sync.forced',
    at: queuedAt,
    actor: { kind: 'member', memberId: by },
    subject: { kind: 'mailbox', id: mailboxId },
    facts: { run: run.id, ...(ticket === undefined ? {} : { ticket }) },
    personal: [],
  });
  return ok(run);
}

async function readOn(
  { ids, clock }: ForceSyncDeps,
  { work }: Stores,
  { accountId, id: mailboxId }: Mailbox,
): Promise<void> {
  const key = `mailbox.sync:${mailboxId}`;
  const payload = { accountId, mailboxId };
  await work.add({ id: ids.next('work'), kind: 'mailbox.sync', key, payload, dueAt: clock.now() });
}

async function refusalOf(
  { clock }: ForceSyncDeps,
  stores: Stores,
  mailbox: Mailbox,
): Promise<ForceRefused | undefined> {
  if (mailbox.desired !== 'enabled') return { kind: 'not-enabled' };
  if (!(await mayBeRead(stores, mailbox))) return { kind: 'domain-not-verified' };
  const { runs } = stores;
  const unfinished = await runs.unfinished(mailbox.id);
  if (unfinished !== undefined) return { kind: 'already-running', run: unfinished };
  const [last] = await runs.ofMailbox(mailbox.id, 1);
  const notBefore = last?.queuedAt.add(PAUSE);
  const isTooSoon = notBefore !== undefined && Temporal.Instant.compare(clock.now(), notBefore) < 0;
  return isTooSoon ? { kind: 'too-soon', notBefore } : undefined;
}
