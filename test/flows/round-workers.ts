import { createAdvanceRound, type AdvanceRoundDeps } from '../../core/rounds/advance-round.ts';
import type { Id } from '../../core/ids.ts';
import type { Stores, Transaction } from '../../core/transaction.ts';
import { WORK_PAYLOADS, type Lease, type WorkKind, type WorkQueue } from '../../core/work/work.ts';
import type { FakeClock } from '../fakes/fake-clock.ts';

type RoundWorkersDeps = AdvanceRoundDeps & { readonly queue: WorkQueue; readonly clock: FakeClock };

/** What a worker does for several members. */
export function createRoundWorkers(deps: RoundWorkersDeps) {
  const { queue, clock } = deps;

  async function claimed(kind: WorkKind): Promise<Lease | undefined> {
    clock.advance({ minutes: 2 });
    const due = (await queue.due(clock.now(), 100)).find((one) => one.kind === kind);
    if (due === undefined) return undefined;
    return await queue.claim(due.accountId, due.workId, clock.now(), clock.now().add({ minutes: 1 }));
  }

  return {
    /** Takes every round as far as it comes; a worker that `dies` does so after so many looks at its signal. */
    worksOnRounds: async ({ workers = 1, dies, breaksFor }: Working = {}): Promise<void> => {
      const transaction = breaksFor === undefined ? deps.transaction : breaking(deps.transaction, breaksFor);
      const advance = createAdvanceRound({ ...deps, transaction });
      for (;;) {
        const lease = await claimed('round.advance');
        if (lease === undefined) return;
        const payload = WORK_PAYLOADS['round.advance'].parse(lease.work.payload);
        const signal = dies === undefined ? new AbortController().signal : abortedAfter(dies);
        const all = await Promise.allSettled(Array.from({ length: workers }, () => advance(payload, signal, lease)));
        const [first] = all;
        // Whoever died or broke says nothing: the lease runs out, and somebody else claims the work.
        if (dies !== undefined) return;
        if (first?.status === 'fulfilled') await queue.finish(lease, first.value);
      }
    },
  };
}

type Working = { readonly workers?: number; readonly dies?: number; readonly breaksFor?: Breaks };

type Breaks = (memberId: Id<'member'>) => boolean;

/** Nothing can be changed for whom it breaks. */
function breaking(transaction: Transaction, breaks: Breaks): Transaction {
  const broken = (stores: Stores): Stores => ({
    ...stores,
    privacyChanges: {
      ...stores.privacyChanges,
      add: async (change) => {
        if (breaks(change.memberId)) throw new Error('The row is broken');
        return await stores.privacyChanges.add(change);
      },
    },
  });
  return { run: (accountId, work) => transaction.run(accountId, (stores) => work(broken(stores))) };
}

function abortedAfter(looks: number): AbortSignal {
  let left = looks;
  return Object.defineProperty(new AbortController().signal, 'aborted', { get: () => (left -= 1) < 0 });
}
