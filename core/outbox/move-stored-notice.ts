import { staleRow } from '../stale-row.ts';
import type { Transaction } from '../transaction.ts';
import { moveNotice, type NoticeEvent } from './notice-moves.ts';
import type { Notice } from './notice.ts';

/**
 * Moves the notice as it is stored now, so that a repaint that came meanwhile is kept. Returns the row as committed:
 * its view and its wanted count belong together.
 */
export async function moveStoredNotice(
  { transaction }: { readonly transaction: Transaction },
  { accountId, id }: Pick<Notice, 'accountId' | 'id'>,
  event: NoticeEvent,
): Promise<Notice> {
  return await transaction.run(accountId, async ({ notices }) => {
    const stored = await notices.get(id);
    if (stored === undefined) throw new Error(`Notice ${id} is gone`);
    const moved = moveNotice(stored, event);
    if (!moved.ok) throw new Error(`Notice ${id} is ${stored.state} and cannot take “${event.kind}”`);
    if (!(await notices.replace(stored, moved.value))) throw staleRow(`Notice ${id}`);
    return moved.value;
  });
}
