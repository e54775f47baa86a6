import type { DirectoryLook, DirectoryLookBase } from '../../core/directory/directory-look.ts';
import { ACME, ids, NOW } from './ids.ts';

export function aLookBase(look: Partial<DirectoryLookBase> = {}): DirectoryLookBase {
  return {
    id: ids.next('directory-look'),
    accountId: ACME,
    askedBy: ids.next('member'),
    askedAt: NOW,
    version: 1,
    ...look,
  };
}

/** One of each state. */
export const LOOK_STATES = {
  reading: {
    state: 'reading',
    left: [{ provider: 'google', domain: 'acme.example' }],
    cursor: 'p2',
    refused: undefined,
  },
  read: { state: 'read', at: NOW, forgetAt: NOW.add({ hours: 24 }) },
  failed: { state: 'failed', provider: 'google', because: 'unreachable', at: NOW },
  forgotten: { state: 'forgotten', at: NOW },
} as const;

export function aLook(look: Partial<DirectoryLookBase> = {}): Extract<DirectoryLook, { state: 'reading' }> {
  return { ...aLookBase(look), ...LOOK_STATES.reading };
}
