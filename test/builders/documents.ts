import type { Document, DocumentBase } from '../../core/documents/document.ts';
import { ACME, ids, NOW } from './ids.ts';

export const CALL = { command: 'list', args: { export: 'csv', columns: 'name' } };

export function aDocumentBase(document: Partial<DocumentBase> = {}): DocumentBase {
  return {
    id: ids.next('document'),
    accountId: ACME,
    memberId: ids.next('member'),
    deliveryId: ids.next('delivery'),
    name: 'people.csv',
    askedAt: NOW,
    attempts: 0,
    version: 1,
    ...document,
  };
}

export function aDocument(document: Partial<DocumentBase> = {}): Extract<Document, { state: 'wanted' }> {
  return { ...aDocumentBase(document), state: 'wanted', call: CALL };
}

/** One of each state. */
export const DOCUMENT_STATES = {
  wanted: { state: 'wanted', call: CALL },
  offered: { state: 'offered', call: CALL, until: NOW.add({ hours: 24 }) },
  placed: { state: 'placed', call: CALL, place: 'F1' },
  handing: { state: 'handing', call: CALL, place: 'F1', since: NOW },
  handed: { state: 'handed', at: NOW },
  declined: { state: 'declined', at: NOW },
  expired: { state: 'expired', at: NOW },
  failed: { state: 'failed', because: 'too-large', at: NOW },
} as const;
