import { staleRow } from '../../../core/stale-row.ts';

/** Whoever holds locks: one transaction. */
export type Owner = object;

export type Locks = {
  /** Waits until nobody else holds it; where waiting would be for ever, throws what makes the transaction start over. */
  readonly acquire: (owner: Owner, what: string) => Promise<void>;
  readonly releaseAll: (owner: Owner) => void;
};

type Waiting = { readonly owner: Owner; readonly go: () => void; readonly stop: (error: Error) => void };
type Lock = { holder: Owner; readonly queue: Waiting[] };

export function createLocks(): Locks {
  const held = new Map<string, Lock>();
  const waitsFor = new Map<Owner, Lock>();

  return {
    acquire: async (owner, what) => {
      const lock = held.get(what);
      if (lock === undefined) held.set(what, { holder: owner, queue: [] });
      else if (lock.holder !== owner) await wait(lock, owner, what);
    },
    releaseAll: (owner) => {
      stopWaiting(owner);
      for (const [what, lock] of held) if (lock.holder === owner) handOver(what, lock);
    },
  };

  async function wait(lock: Lock, owner: Owner, what: string): Promise<void> {
    if (waitsOn(lock, owner)) throw staleRow(`A deadlock was broken: ${what}`);
    waitsFor.set(owner, lock);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    lock.queue.push({ owner, go: resolve, stop: reject });
    await promise;
  }

  function waitsOn(lock: Lock, owner: Owner): boolean {
    for (let at: Lock | undefined = lock; at !== undefined; at = waitsFor.get(at.holder)) {
      if (at.holder === owner) return true;
    }
    return false;
  }

  function handOver(what: string, lock: Lock): void {
    const next = lock.queue.shift();
    if (next === undefined) {
      held.delete(what);
      return;
    }
    lock.holder = next.owner;
    waitsFor.delete(next.owner);
    next.go();
  }

  function stopWaiting(owner: Owner): void {
    const lock = waitsFor.get(owner);
    const at = lock?.queue.findIndex((waiting) => waiting.owner === owner) ?? -1;
    if (lock === undefined || at < 0) return;
    waitsFor.delete(owner);
    for (const waiting of lock.queue.splice(at, 1)) waiting.stop(new Error('The transaction is over'));
  }
}
