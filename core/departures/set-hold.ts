import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import { staleRow } from '../stale-row.ts';
import { paintRemoval } from '../removals/paint-removal.ts';
import type { Stores } from '../transaction.ts';
import { carryOutAt } from './begin-departure.ts';
import type { DepartureDeps } from './departure-deps.ts';
import type { LegalHold } from './legal-hold.ts';

export type Holding = { readonly member: Member; readonly by: Member } & (
  | { readonly state: 'on'; readonly reason: string }
  | { readonly state: 'off' }
);

/** Nobody lets go of what is kept of themself. */
export type HoldRefused = { readonly kind: 'own-hold' };

/** A purge that is under way sees it before its next batch. */
export async function setHold(
  deps: DepartureDeps,
  stores: Stores,
  holding: Holding,
): Promise<Result<'set' | 'was-so-already', HoldRefused>> {
  const { member, by } = holding;
  const at = deps.clock.now();
  const before = await stores.holds.of(member.id);
  if ((before?.state ?? 'off') === holding.state) return ok('was-so-already');
  if (holding.state === 'off' && by.id === member.id) return err({ kind: 'own-hold' });
  const base = { accountId: member.accountId, memberId: member.id, version: (before?.version ?? 0) + 1 };
  const next: LegalHold =
    holding.state === 'on'
      ? { ...base, state: 'on', reason: holding.reason, by: by.id, at }
      : { ...base, state: 'off', by: by.id, at };
  await keep(stores, before, next);
  await touchDeparture(deps, stores, member);
  await touchRemoval(stores, member);
  const removal = await stores.removals.openOf(member.id);
  if (removal !== undefined) await paintRemoval(deps, stores, removal);
  await deps.audit(stores, member.accountId, {
    kind: `hold.${holding.state}`,
    at,
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'member', id: member.id },
    facts: { role: by.role },
    personal: holding.state === 'on' ? [{ memberId: member.id, values: { reason: holding.reason } }] : [],
  });
  return ok('set');
}

async function keep({ holds }: Stores, before: LegalHold | undefined, next: LegalHold): Promise<void> {
  if (before !== undefined) await holds.replace(before, next);
  else if (!(await holds.add(next))) throw staleRow('Legal hold');
}

/** Whoever carries it out just now starts over and reads the hold; whatever waited for its end is looked at again. */
async function touchDeparture(deps: DepartureDeps, stores: Stores, { id }: Member): Promise<void> {
  const open = await stores.departures.open(id);
  if (open === undefined) return;
  await stores.departures.replace(open, { ...open, version: open.version + 1 });
  await carryOutAt(deps, stores, open, deps.clock.now());
}

/** The same for a removal that is being carried out; its cards have no buttons then that another version would spoil. */
async function touchRemoval({ removals }: Stores, { id }: Member): Promise<void> {
  const open = await removals.openOf(id);
  if (open?.state === 'executing') await removals.replace(open, { ...open, version: open.version + 1 });
}
