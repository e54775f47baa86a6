import type { Registry } from '../../../core/accounts/registry.ts';
import type { Id } from '../../../core/ids.ts';
import type { Member } from '../../../core/people/member.ts';
import type { Stores, Transaction } from '../../../core/transaction.ts';
import type { WorkQueue, WorkSignal } from '../../../core/work/work.ts';
import { anAccount } from '../../builders/account.ts';
import { ids } from '../../builders/ids.ts';
import { aMember } from '../../builders/people.ts';

export type OpenedStores = AsyncDisposable & {
  readonly transaction: Transaction;
  readonly registry: Registry;
  readonly queue: WorkQueue;
};

/** One storage under test. A signal that throws must not fail what it signals. */
export type StoresSubject = {
  readonly name: string;
  readonly open: (signal?: WorkSignal) => Promise<OpenedStores>;
};

/** An account of its own with one member, in a storage that other tests use too. */
export type Tenant = {
  readonly accountId: Id<'account'>;
  readonly ada: Member;
  readonly run: <Value>(work: (stores: Stores) => Promise<Value>) => Promise<Value>;
  readonly registry: Registry;
  readonly queue: WorkQueue;
};

export type NewTenant = () => Promise<Tenant>;

export async function aTenant({ transaction, registry, queue }: OpenedStores): Promise<Tenant> {
  const accountId = ids.next('account');
  await registry.createAccount(anAccount({ id: accountId }));
  const ada = aMember({ accountId });
  await transaction.run(accountId, (stores) => stores.members.add(ada));
  return { accountId, ada, run: (work) => transaction.run(accountId, work), registry, queue };
}

/** Runs all at once and tells which of them succeeded. */
export async function race<Value>(racers: readonly (() => Promise<Value>)[]): Promise<readonly Value[]> {
  const settled = await Promise.allSettled(racers.map((start) => start()));
  return settled.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
}

/** Puts the results of a race in order, whoever won. */
export function falseFirst(one: boolean, other: boolean): number {
  return Number(one) - Number(other);
}

/** What a work was refused with; undefined when it went through. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error ?? new Error('Nothing was thrown');
  }
}

export function times<Value>(count: number, make: (index: number) => Value): readonly Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
