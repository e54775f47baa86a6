import { idSchema } from '../../core/ids.ts';
import type { Stores } from '../../core/transaction.ts';

/** All of them: also what was not delivered is about something. */
export const NOTICE_STATES = ['pending', 'sending', 'unknown', 'delivered', 'undeliverable'] as const;

export const KINDS = ['seat', 'request', 'departure', 'removal', 'batch'] as const;
export type Kind = (typeof KINDS)[number];
export type Thing = { readonly id: string; readonly state: string };

/** Everything that has a drawing of its moves, by its kind. */
export async function thingsIn(stores: Stores): Promise<Readonly<Record<Kind, readonly Thing[]>>> {
  const members = await stores.members.list();
  const departures = await Promise.all(members.map(({ id }) => stores.departures.ofMember(id)));
  return {
    seat: await stores.seats.list(),
    request: await stores.requests.list(),
    departure: departures.flat(),
    removal: await stores.removals.list(),
    batch: await batchesIn(stores),
  };
}

export async function stateOfAll(stores: Stores): Promise<ReadonlyMap<string, string>> {
  const things = await thingsIn(stores);
  return new Map(KINDS.flatMap((kind) => things[kind].map(({ id, state }) => [keyOf(kind, id), state] as const)));
}

export function keyOf(kind: Kind, id: string): string {
  return `${kind} ${id}`;
}

/** Those that were confirmed: a list is found by the message that follows it. */
async function batchesIn({ notices, batches }: Stores): Promise<readonly Thing[]> {
  const told = (await notices.list(NOTICE_STATES)).filter(({ subject }) => subject.startsWith(PROGRESS));
  const ids = new Set(told.map(({ subject }) => subject.slice(PROGRESS.length)));
  const found = await Promise.all([...ids].map((id) => batches.get(idSchema('batch').parse(id))));
  return found.filter((batch) => batch !== undefined);
}

const PROGRESS = 'batch:progress:';
