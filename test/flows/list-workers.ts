import { createAdvanceBatch, type AdvanceBatchDeps } from '../../core/bulk/advance-batch.ts';
import { createFetchList, type FetchListDeps } from '../../core/bulk/fetch-list.ts';
import { WORK_PAYLOADS, type Lease, type WorkKind, type WorkQueue } from '../../core/work/work.ts';
import type { FakeClock } from '../fakes/fake-clock.ts';

type ListWorkersDeps = AdvanceBatchDeps & FetchListDeps & { readonly queue: WorkQueue; readonly clock: FakeClock };

/** What a worker does for lists of people. */
export function createListWorkers(deps: ListWorkersDeps) {
  const { queue, clock } = deps;
  const advanceBatch = createAdvanceBatch(deps);
  const fetchList = createFetchList(deps);
  const signal = new AbortController().signal;

  async function claimed(kind: WorkKind): Promise<Lease | undefined> {
    const due = (await queue.due(clock.now(), 100)).find((one) => one.kind === kind);
    if (due === undefined) return undefined;
    const lease = await queue.claim(due.accountId, due.workId, clock.now(), clock.now().add({ minutes: 1 }));
    if (lease === undefined) throw new Error('The work is held by somebody else');
    return lease;
  }

  return {
    /** Fetches the list that was sent as a file, once. */
    fetchesLists: async (): Promise<void> => {
      const lease = await claimed('batch.fetch');
      if (lease === undefined) return;
      const payload = WORK_PAYLOADS['batch.fetch'].parse(lease.work.payload);
      await queue.finish(lease, await fetchList(payload, signal, lease));
    },
    /** Takes every list as far as it comes, as the worker would, or several that each believe it is theirs. */
    worksOnLists: async (workers = 1): Promise<void> => {
      for (;;) {
        clock.advance({ seconds: 2 });
        const lease = await claimed('batch.advance');
        if (lease === undefined) return;
        const payload = WORK_PAYLOADS['batch.advance'].parse(lease.work.payload);
        const all = Array.from({ length: workers }, () => advanceBatch(payload, signal, lease));
        const [outcome = { kind: 'done' }] = await Promise.all(all);
        await queue.finish(lease, outcome);
      }
    },
  };
}
