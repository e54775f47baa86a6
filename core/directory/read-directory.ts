import { domainOf, normalAddress } from '../relationships/address.ts';
import { tell, type TellDeps } from '../outbox/tell.ts';
import type { DirectoryFailure, DirectoryPage, DirectoryReaders } from './directory-reader.ts';
import { unreachable } from '../result.ts';
import type { AccountKeysDeps } from '../secrets/account-keys.ts';
import type { Stores, Transaction } from '../transaction.ts';
import type { WorkHandler } from '../work/work-handler.ts';
import type { WorkOutcome } from '../work/work.ts';
import { firstOf, movedLook, type DirectoryLookEvent } from './directory-look-moves.ts';
import type { DirectoryFault, DirectoryLook, ListedPerson, Listing } from './directory-look.ts';
import { matchableIn } from './matchable.ts';
import { directoryFailedView, directoryReadView } from './matchable-views.ts';

export type ReadDirectoryDeps = TellDeps &
  AccountKeysDeps & { readonly transaction: Transaction; readonly directoryReaders: DirectoryReaders };

type Reading = Extract<DirectoryLook, { state: 'reading' }>;

/** A directory that does not answer for so long is given up; whoever asked may ask again. */
const PATIENCE = Temporal.Duration.from({ minutes: 30 });
const ASK_AGAIN_AFTER = Temporal.Duration.from({ seconds: 30 });

/** Reads the directories to their end, tells whoever asked, and forgets what was read when its time is over. */
export function createReadDirectory(deps: ReadDirectoryDeps): WorkHandler<'directory.read'> {
  return async ({ accountId, lookId }, signal) => {
    for (;;) {
      signal.throwIfAborted();
      const look = await deps.transaction.run(accountId, ({ directoryLooks }) => directoryLooks.get(lookId));
      if (look === undefined) throw new Error(`Directory look ${lookId} is to be read but is not stored`);
      const outcome = await advance(deps, look, signal);
      if (outcome !== undefined) return outcome;
    }
  };
}

/** Undefined when there is more to do now. */
async function advance(
  deps: ReadDirectoryDeps,
  look: DirectoryLook,
  signal: AbortSignal,
): Promise<WorkOutcome | undefined> {
  switch (look.state) {
    case 'reading':
      return await readPage(deps, look, signal);
    case 'read':
      return await forget(deps, look);
    case 'failed':
    case 'forgotten':
      return { kind: 'done' };
    default:
      return unreachable(look);
  }
}

async function readPage(deps: ReadDirectoryDeps, look: Reading, signal: AbortSignal): Promise<WorkOutcome | undefined> {
  const { provider, domain } = firstOf(look);
  const reader = await deps.directoryReaders.of(look.accountId, provider);
  const page = reader.ok ? await reader.value.page({ domain, from: look.cursor }, signal) : reader;
  if (!page.ok) return await notRead(deps, look, page.error);
  await deps.transaction.run(look.accountId, async (stores) => {
    await stores.directoryPeople.keep(look.id, listed(firstOf(look), page.value));
    await goOn(deps, stores, look, { kind: 'page', next: page.value.next, at: deps.clock.now() });
  });
  return undefined;
}

/** Those who have a mailbox in the domain that was asked for, whatever else the directory may have told. */
function listed({ provider, domain }: Listing, { people }: DirectoryPage): readonly ListedPerson[] {
  return people.flatMap(({ address: raw, fullName, isReachable }): readonly ListedPerson[] => {
    const address = normalAddress(raw);
    if (!isReachable || address === undefined || domainOf(address) !== domain) return [];
    return [{ provider, address, fullName: fullName.trim() === '' ? address : fullName.trim() }];
  });
}

/** What was kept and where it goes on are stored together, so a worker that dies reads one page twice at most. */
async function goOn(
  deps: ReadDirectoryDeps,
  stores: Stores,
  look: Reading,
  event: Extract<DirectoryLookEvent, { kind: 'page' | 'refused' }>,
): Promise<void> {
  const moved = movedLook(look, event);
  const wasRefused = look.refused !== undefined || event.kind === 'refused';
  const isEmpty = moved.state === 'read' && wasRefused && (await stores.directoryPeople.ofLook(look.id)).length === 0;
  if (isEmpty) return await fail(deps, stores, look, 'not-permitted');
  await stores.directoryLooks.replace(look, moved);
  if (moved.state === 'read') await tellRead(deps, stores, moved);
}

async function tellRead(
  deps: ReadDirectoryDeps,
  stores: Stores,
  look: Extract<DirectoryLook, { state: 'read' }>,
): Promise<void> {
  const matchable = await matchableIn(deps, stores, look);
  await inform(deps, stores, look, directoryReadView(matchable.length));
}

async function inform(
  deps: ReadDirectoryDeps,
  stores: Stores,
  { id, accountId, askedBy }: DirectoryLook,
  view: ReturnType<typeof directoryReadView>,
): Promise<void> {
  const subject = `directory:${id}`;
  await tell(deps, stores, accountId, {
    key: subject,
    subject,
    recipient: { kind: 'member', memberId: askedBy },
    view,
  });
}

type NotRead = DirectoryFailure | { readonly kind: 'not-connected' };

async function notRead(deps: ReadDirectoryDeps, look: Reading, failure: NotRead): Promise<WorkOutcome | undefined> {
  const now = deps.clock.now();
  const { run } = deps.transaction;
  switch (failure.kind) {
    case 'throttled':
      return { kind: 'again', dueAt: failure.retryAt, countsAsAttempt: false, reason: 'throttled' };
    case 'unauthorised':
    case 'not-connected':
      await run(look.accountId, (stores) => goOn(deps, stores, look, { kind: 'refused', at: now }));
      return undefined;
    case 'page-gone':
    case 'unavailable':
      if (Temporal.Instant.compare(now, look.askedAt.add(PATIENCE)) >= 0) {
        await run(look.accountId, (stores) => fail(deps, stores, look, 'unreachable'));
        return { kind: 'done' };
      }
      if (failure.kind === 'page-gone')
        await run(look.accountId, ({ directoryLooks }) =>
          directoryLooks.replace(look, movedLook(look, { kind: 'restarted' })),
        );
      return { kind: 'again', dueAt: now.add(ASK_AGAIN_AFTER), countsAsAttempt: false, reason: failure.kind };
    default:
      return unreachable(failure);
  }
}

/** What was read of the others is no answer to who is without a seat, so nothing of it is kept. */
async function fail(deps: ReadDirectoryDeps, stores: Stores, look: Reading, because: DirectoryFault): Promise<void> {
  const failed = movedLook(look, { kind: 'failed', because, at: deps.clock.now() });
  await stores.directoryLooks.replace(look, failed);
  await stores.directoryPeople.forget(look.id);
  const provider = failed.state === 'failed' ? failed.provider : firstOf(look).provider;
  await inform(deps, stores, look, directoryFailedView(because, { provider, reference: look.id }));
}

async function forget(
  { clock, transaction }: ReadDirectoryDeps,
  look: Extract<DirectoryLook, { state: 'read' }>,
): Promise<WorkOutcome> {
  const at = clock.now();
  if (Temporal.Instant.compare(at, look.forgetAt) < 0)
    return { kind: 'again', dueAt: look.forgetAt, countsAsAttempt: false, reason: 'kept until then' };
  await transaction.run(look.accountId, async ({ directoryLooks, directoryPeople }) => {
    await directoryPeople.forget(look.id);
    await directoryLooks.replace(look, movedLook(look, { kind: 'forgotten', at }));
  });
  return { kind: 'done' };
}
