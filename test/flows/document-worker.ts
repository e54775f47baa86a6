import type { DocumentsDeps } from '../../core/documents/documents-deps.ts';
import { createHandOverDocument } from '../../core/documents/hand-over-document.ts';
import { WORK_PAYLOADS, type WorkQueue } from '../../core/work/work.ts';
import type { FakeClock } from '../fakes/fake-clock.ts';

type DocumentWorkerDeps = DocumentsDeps & { readonly queue: WorkQueue; readonly clock: FakeClock };

/** What a worker does for files that people asked for. */
export function createDocumentWorker(deps: DocumentWorkerDeps) {
  const { queue, clock } = deps;
  const handOver = createHandOverDocument(deps);
  return {
    /** Does what is due now, each document once; answers how many there were. */
    handsOver: async (signal = new AbortController().signal): Promise<number> => {
      clock.advance({ seconds: 1 });
      const due = (await queue.due(clock.now(), 100)).filter(({ kind }) => kind === 'document.hand-over');
      for (const { accountId, workId } of due) {
        const lease = await queue.claim(accountId, workId, clock.now(), clock.now().add({ minutes: 1 }));
        if (lease === undefined) throw new Error('The work is held by somebody else');
        const payload = WORK_PAYLOADS['document.hand-over'].parse(lease.work.payload);
        await queue.finish(lease, await handOver(payload, signal, lease));
      }
      return due.length;
    },
  };
}
