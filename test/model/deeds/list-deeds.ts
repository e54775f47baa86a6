import * as fc from 'fast-check';
import { createAdvanceBatch } from '../../../core/bulk/advance-batch.ts';
import { idSchema } from '../../../core/ids.ts';
import { unreachable } from '../../../core/result.ts';
import type { Office } from '../../flows/office.ts';
import { aLease } from '../a-lease.ts';
import { addressOf, anyAdmin, anyGuest, nameOf, type Guest, type Staff } from '../people.ts';
import { noticesAbout, pressIf, submitted } from '../pressing.ts';

export type ListDeed =
  | { readonly kind: 'list'; readonly by: Staff; readonly guests: readonly Guest[] }
  | { readonly kind: 'agree-to-list' | 'withdraw-list'; readonly by: Staff }
  /** Every worker that takes lists further at once. */
  | { readonly kind: 'advance-lists' };

export const anyListDeed: fc.Arbitrary<ListDeed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('list' as const),
      by: anyAdmin,
      guests: fc.uniqueArray(anyGuest, { minLength: 2, maxLength: 4 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('agree-to-list' as const), by: anyAdmin }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw-list' as const), by: anyAdmin }) },
  { weight: 5, arbitrary: fc.constant({ kind: 'advance-lists' as const }) },
);

export async function actOnLists(office: Office, deed: ListDeed): Promise<unknown> {
  switch (deed.kind) {
    case 'list':
      return await invite(office, deed.by, deed.guests);
    case 'agree-to-list':
      return await onPrice(office, deed.by, /^Review/u);
    case 'withdraw-list':
      return await onPrice(office, deed.by, /^Go on without/u);
    case 'advance-lists':
      return await advance(office);
    default:
      return unreachable(deed);
  }
}

/** Looked at as a table, and confirmed where it can be. */
async function invite(office: Office, by: Staff, guests: readonly Guest[]): Promise<unknown> {
  const table = ['Full name;E-mail', ...guests.map((guest) => `${nameOf(guest)};${addressOf(guest)}`)].join('\n');
  const form = await office.types(by, 'invite csv');
  const given = { people: table, seatType: 'sync-only', privacy: 'participants-only' };
  const preview = await submitted(office, by, form, given);
  return 'view' in preview ? await pressIf(office, by, preview.view, /^Check/u) : preview;
}

async function onPrice(office: Office, by: Staff, label: RegExp): Promise<unknown> {
  const [price] = await noticesAbout(office, /^batch:price:/u);
  if (price === undefined) return undefined;
  return await submitted(office, by, await pressIf(office, by, price.view, label), { agreed: true });
}

/** As far as each comes without anybody else: a list is more than ten steps only if it goes round in a circle. */
async function advance(office: Office): Promise<void> {
  const advanceBatch = createAdvanceBatch(office.deps);
  const { id: accountId } = await office.inAccount(({ accounts }) => accounts.get());
  const { signal } = new AbortController();
  for (const { subject } of await noticesAbout(office, /^batch:progress:/u)) {
    const payload = { accountId, batchId: idSchema('batch').parse(subject.split(':').at(-1)) };
    for (let step = 0; step < 10; step += 1) {
      const outcome = await advanceBatch(payload, signal, aLease(accountId, office.clock.now()));
      if (outcome.kind !== 'again' || Temporal.Instant.compare(outcome.dueAt, office.clock.now()) > 0) break;
    }
  }
}
