import type { Member } from '../people/member.ts';
import { staleRow } from '../stale-row.ts';
import type { Stores } from '../transaction.ts';
import type { DecommissionDeps } from './decommission-deps.ts';
import type { Decommission } from './decommission.ts';

/** The one that is open, wherever others left it; else a new one. Nothing is done by it yet. */
export async function startDecommission(
  { ids, clock, audit }: DecommissionDeps,
  stores: Stores,
  { member, by }: { readonly member: Member; readonly by: Member },
): Promise<Decommission> {
  const { decommissions } = stores;
  const before = (await decommissions.ofMember(member.id)).at(-1);
  const open = await decommissions.open(member.id);
  if (open !== undefined) return open;
  // What was settled about somebody who has not come back since is shown, not asked for again.
  if (before?.state === 'done' && member.standing !== 'active') return before;
  const at = clock.now();
  const decommission: Decommission = {
    id: ids.next('decommission'),
    accountId: member.accountId,
    memberId: member.id,
    startedBy: by.id,
    startedAt: at,
    settled: [],
    stopped: [],
    version: 1,
    state: 'disable-sync',
  };
  if (!(await decommissions.add(decommission))) throw staleRow('Decommissioning');
  await audit(stores, member.accountId, {
    kind: 'decommission.started',
    at,
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'decommission', id: decommission.id },
    facts: { member: member.id, role: by.role },
    personal: [{ memberId: member.id, values: { name: member.fullName, address: member.address } }],
  });
  return decommission;
}
