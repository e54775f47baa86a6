import { createVerifyForAsker, type VerifyForAskerDeps } from '../../core/audit/verify-for-asker.ts';
import { WORK_PAYLOADS, type WorkQueue } from '../../core/work/work.ts';
import type { FakeClock } from '../fakes/fake-clock.ts';

type AuditWorkerDeps = Omit<VerifyForAskerDeps, 'clock'> & { readonly queue: WorkQueue; readonly clock: FakeClock };

/** What a worker does for people who asked whether the log holds. */
export function createAuditWorker(deps: AuditWorkerDeps) {
  const { queue, clock } = deps;
  const verify = createVerifyForAsker(deps);
  return {
    /** Does what is due now; answers how many asked. */
    verifiesLogs: async (signal = new AbortController().signal): Promise<number> => {
      clock.advance({ seconds: 1 });
      const due = (await queue.due(clock.now(), 100)).filter(({ kind }) => kind === 'audit.verify');
      for (const { accountId, workId } of due) {
        const lease = await queue.claim(accountId, workId, clock.now(), clock.now().add({ minutes: 1 }));
        if (lease === undefined) throw new Error('The work is held by somebody else');
        const payload = WORK_PAYLOADS['audit.verify'].parse(lease.work.payload);
        await queue.finish(lease, await verify(payload, signal, lease));
      }
      return due.length;
    },
  };
}
