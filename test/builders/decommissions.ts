import type { Decommission, DecommissionBase } from '../../core/decommissions/decommission.ts';
import { ACME, ids, NOW } from './ids.ts';

/** One that was just started. */
export function aDecommission(
  decommission: Partial<DecommissionBase> = {},
): Extract<Decommission, { state: 'disable-sync' | 'reset-mailbox' | 'delete' | 'manual-folders' }> {
  return {
    id: ids.next('decommission'),
    accountId: ACME,
    memberId: ids.next('member'),
    startedBy: ids.next('member'),
    startedAt: NOW,
    settled: [],
    stopped: [],
    version: 1,
    ...decommission,
    state: 'disable-sync',
  };
}
