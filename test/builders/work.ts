import type { Id } from '../../core/ids.ts';
import type { WorkStore } from '../../core/work/work.ts';
import { ACME, ids, NOW } from './ids.ts';

type NewWork = Parameters<WorkStore['add']>[0];

/** To deliver a notice, now. The payload's account is the one it is added to. */
export function someWork({
  accountId = ACME,
  ...work
}: Partial<Pick<NewWork, 'id' | 'key' | 'dueAt'>> & { readonly accountId?: Id<'account'> } = {}): NewWork {
  const id = ids.next('work');
  const payload = { accountId, noticeId: ids.next('notice') };
  return { id, kind: 'outbox.deliver', key: `outbox.deliver:${id}`, payload, dueAt: NOW, ...work };
}
