import type { Stores } from '../transaction.ts';
import { normalAddress } from '../relationships/address.ts';
import { holdMailbox, type Stopped } from './hold-mailbox.ts';
import type { MailboxFacts } from './mailbox-provider.ts';
import { runningRun } from './running-run.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { Turn } from './turn.ts';
import { tellStarted } from './sync-notices.ts';
import { movedSyncRun } from './sync-run-moves.ts';

/** Remembers by which addresses the owner is known and how much there is to read. */
export async function keepFacts(
  deps: SyncDeps,
  stores: Stores,
  turn: Turn,
  facts: MailboxFacts,
): Promise<Stopped | undefined> {
  const answer = await holdMailbox(deps, stores, turn);
  if (answer.kind === 'stopped') return answer;
  const running = await runningRun(deps, stores, turn);
  if (running.kind === 'stopped') return running;
  const own = [facts.primaryAddress, ...facts.aliases].flatMap((address) => normalAddress(address) ?? []);
  await stores.mail.saveReading(turn.mailboxId, { ...answer.held.reading, aliases: [...new Set(own)].toSorted() });
  const measured = movedSyncRun(running.run, { kind: 'measured', expected: facts.messageCount });
  await stores.runs.replace(running.run, measured);
  const isNew = measured.trigger === 'initial' && answer.held.mailbox.health.kind !== 'failing';
  const { member, seat } = answer.held;
  if (isNew) await tellStarted(deps, stores, { member, run: measured, to: seat.invitedBy });
  return undefined;
}
