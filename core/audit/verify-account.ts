import type { Id } from '../ids.ts';
import { ok, type Result } from '../result.ts';
import { accountKeyring, DESTROYED, type AccountKeysDeps } from '../secrets/account-keys.ts';
import type { PersonKey } from '../secrets/key.ts';
import type { Keyring } from '../secrets/keyring.ts';
import { parseWrappedKey } from '../secrets/wrapped-key-text.ts';
import { unwrapKey } from '../secrets/wrapping.ts';
import type { AuditHead, AuditRecord } from './audit-record.ts';
import type { AuditStores } from './audit-trail.ts';
import type { ChainBreak } from './chain-break.ts';
import type { HeadAnchors } from './head-anchors.ts';
import { holdHeads, type RefusedHead } from './hold-heads.ts';
import { createOpenPersonalPart } from './personal-part.ts';
import { readChain } from './read-chain.ts';
import { verifyChain, type VerifiedChain } from './verify-chain.ts';

export type VerifyAccountDeps = AccountKeysDeps & { readonly heads: HeadAnchors };

export type VerifiedAccount = VerifiedChain & {
  readonly chain: readonly AuditRecord[];
  readonly kept: KeptHeads;
  /** Parts that cannot be read although nobody erased the person: their key is lost. */
  readonly lostParts: number;
};

/** What outside of the table the chain was held against. */
export type KeptHeads =
  | { readonly state: 'unsigned' }
  | { readonly state: 'held'; readonly anchors: readonly AuditHead[]; readonly refused: readonly RefusedHead[] };

/** Reads the whole chain and holds it against its anchored heads, with every personal part whose key lives. */
export async function verifyAccount(
  deps: VerifyAccountDeps,
  stores: AuditStores,
  accountId: Id<'account'>,
): Promise<Result<VerifiedAccount, ChainBreak>> {
  // Before the records: a head that is anchored meanwhile would be missed in what was read already.
  const kept = await keptHeads(deps.heads, accountId);
  const records = await readChain(stores);
  const keys = await keysOf(deps, stores, accountId, records);
  const chain = verifyChain(records, {
    accountId,
    openPersonalPart: createOpenPersonalPart((memberId) => keys.living.get(memberId)),
    anchors: kept.state === 'held' ? kept.anchors : [],
  });
  if (!chain.ok) return chain;
  const lostParts = chain.value.erasedParts.filter(({ memberId }) => keys.lost.has(memberId)).length;
  return ok({ ...chain.value, chain: records, kept, lostParts });
}

/** Without a key a kept head is anybody's word. */
async function keptHeads({ keys, file }: HeadAnchors, accountId: Id<'account'>): Promise<KeptHeads> {
  if (keys.length === 0) return { state: 'unsigned' };
  return { state: 'held', ...holdHeads(keys, accountId, await file.read(accountId)) };
}

type PersonKeys = { readonly living: ReadonlyMap<Id<'member'>, PersonKey>; readonly lost: ReadonlySet<Id<'member'>> };

/** Verifying makes no key: a new one would hide that the old one is gone. */
async function keysOf(
  deps: AccountKeysDeps,
  stores: AuditStores,
  accountId: Id<'account'>,
  records: readonly AuditRecord[],
): Promise<PersonKeys> {
  const living = new Map<Id<'member'>, PersonKey>();
  const lost = new Set<Id<'member'>>();
  const members = new Set(records.flatMap(({ personal }) => personal.map(({ memberId }) => memberId)));
  if (members.size === 0) return { living, lost };
  const keyring = await accountKeyring(deps, stores, accountId);
  for (const memberId of members) {
    const wrapped = await stores.keys.get(`person:${memberId}`);
    if (wrapped === undefined) lost.add(memberId);
    else if (wrapped !== DESTROYED) living.set(memberId, unwrapped(keyring, wrapped));
  }
  return { living, lost };
}

function unwrapped(keyring: Keyring, wrapped: string): PersonKey {
  const key = unwrapKey<'person'>(keyring.account, parseWrappedKey('person', wrapped));
  if (!key.ok) throw new Error(`A person key does not open: ${key.error.kind}`);
  return key.value;
}
