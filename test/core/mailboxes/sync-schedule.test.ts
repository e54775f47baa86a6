import { describe, expect, test } from 'vitest';
import { DEFAULT_SYNC_CONFIG } from '../../../core/mailboxes/sync-config.ts';
import { nextCycle } from '../../../core/mailboxes/sync-schedule.ts';
import { ids, NOW } from '../../builders/ids.ts';

describe('the next cycle', () => {
  test('never comes later than the cycle nor more than a tenth earlier, and mailboxes drift apart', () => {
    const waits = Array.from({ length: 200 }, () =>
      nextCycle(NOW, ids.next('mailbox'), DEFAULT_SYNC_CONFIG).since(NOW).total('minutes'),
    );

    expect(Math.max(...waits)).toBeLessThanOrEqual(30);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(27);
    expect(new Set(waits.map((wait) => wait.toFixed(1))).size).toBeGreaterThan(20);
  });

  test('is the same for the same mailbox', () => {
    const mailbox = ids.next('mailbox');

    const twice = [1, 2].map(() => nextCycle(NOW, mailbox, DEFAULT_SYNC_CONFIG));

    expect(twice[0]).toEqual(twice[1]);
  });
});
