import type { ApiKeyOffer } from '../../core/api-keys/api-key-offer.ts';
import type { ActiveKey } from '../../core/api-keys/api-key.ts';
import type { List } from '../../core/lists/list.ts';
import type { Note } from '../../core/notes/note.ts';
import { ACME, ids, NOW } from './ids.ts';

export function aList(list: Partial<List> & Pick<List, 'ownerId'>): List {
  return {
    id: ids.next('list'),
    accountId: ACME,
    name: 'Investors',
    privacy: 'private',
    createdAt: NOW,
    version: 1,
    ...list,
  };
}

export function aNote(note: Partial<Note> & Pick<Note, 'authorId' | 'subject'>): Note {
  return {
    id: ids.next('note'),
    accountId: ACME,
    audience: 'account',
    body: 'sealed body',
    writtenAt: NOW,
    editedAt: undefined,
    ...note,
  };
}

export function anApiKey(key: Partial<ActiveKey> & Pick<ActiveKey, 'memberId'>): ActiveKey {
  const id = ids.next('api-key');
  return {
    id,
    accountId: ACME,
    integration: 'Warehouse export',
    prefix: `prefix-${id}`,
    digest: '0'.repeat(64),
    createdAt: NOW,
    lastUsedAt: undefined,
    state: 'active',
    version: 1,
    ...key,
  };
}

export function anApiKeyOffer(offer: Partial<ApiKeyOffer> & Pick<ApiKeyOffer, 'memberId'>): ApiKeyOffer {
  const id = ids.next('api-key-offer');
  return {
    id,
    accountId: ACME,
    integration: 'Warehouse export',
    supersedes: undefined,
    digest: `digest-${id}`,
    expiresAt: NOW.add({ minutes: 15 }),
    takenAt: undefined,
    version: 1,
    ...offer,
  };
}
