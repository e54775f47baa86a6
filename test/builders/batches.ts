import type { BatchRow, BatchRowBase } from '../../core/bulk/batch-row.ts';
import type { Batch, BatchBase } from '../../core/bulk/batch.ts';
import { ACME, ids, NOW } from './ids.ts';

export function aBatchBase(batch: Partial<BatchBase> = {}): BatchBase {
  return {
    id: ids.next('batch'),
    accountId: ACME,
    requestedBy: ids.next('member'),
    createdAt: NOW,
    version: 1,
    ...batch,
  };
}

export function aDraft(batch: Partial<BatchBase> = {}): Extract<Batch, { state: 'draft' }> {
  return { ...aBatchBase(batch), state: 'draft', expiresAt: NOW.add({ hours: 24 }) };
}

export function aReadyRow(row: Partial<BatchRowBase> = {}): Extract<BatchRow, { state: 'ready' }> {
  return {
    accountId: ACME,
    batchId: ids.next('batch'),
    number: 2,
    fullName: 'Linus Torvald',
    address: 'linus@acme.example',
    version: 1,
    ...row,
    state: 'ready',
    terms: { seatType: 'sync-only', privacy: 'share-subjects', team: undefined, mailSystem: undefined, end: undefined },
    remark: undefined,
  };
}
