import { expect, test } from 'vitest';
import { createIds } from '../../../core/ids.ts';
import { keepLease } from '../../../core/work/keep-lease.ts';
import type { Lease } from '../../../core/work/work.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createRecordingLog } from '../../fakes/recording-log.ts';
import { seededEntropy } from '../secrets/seeded-entropy.ts';

test('a lease is let go only after a renewal that is under way has ended', async () => {
  const events: string[] = [];
  const answer = Promise.withResolvers<boolean>();
  const clock = createFakeClock('2026-03-13T09:00:00Z');
  const beats: (() => Promise<void>)[] = [];
  const hold = keepLease(
    {
      clock,
      log: createRecordingLog(),
      timing: { lease: Temporal.Duration.from({ seconds: 60 }), beat: Temporal.Duration.from({ seconds: 15 }) },
      pulse: {
        every: (_, beat) => {
          beats.push(beat);
          return { [Symbol.dispose]: () => void events.push('stopped') };
        },
      },
      queue: {
        due: async () => [],
        claim: async () => undefined,
        finish: async () => true,
        extend: async () => {
          const renewed = await answer.promise;
          events.push('renewed');
          return renewed;
        },
      },
    },
    aLease(clock.now()),
    new AbortController().signal,
  );

  void beats[0]?.();
  const letGo = hold[Symbol.asyncDispose]().then(() => events.push('let go'));
  answer.resolve(true);
  await letGo;

  expect(events).toEqual(['stopped', 'renewed', 'let go']);
});

function aLease(now: Temporal.Instant): Lease {
  const ids = createIds({ now: () => now }, seededEntropy('lease'));
  const accountId = ids.next('account');
  const payload = { accountId, mailboxId: ids.next('mailbox') };
  const work = {
    id: ids.next('work'),
    accountId,
    kind: 'mailbox.sync',
    key: 'k',
    payload,
    dueAt: now,
    attempts: 0,
  } as const;
  return { work, fencing: 1, until: now.add({ seconds: 60 }) };
}
