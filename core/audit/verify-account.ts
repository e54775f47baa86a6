import type { Id } from '../ids.ts';
import { ok, type Result } from '../result.ts';
import { accountKeyring, DESTROYED, type AccountKeysDeps } from '../secrets/account-keys.ts';
import type { PersonKey } from '../secrets/key.ts';
import type { Keyring } from '../secrets/keyring.ts';
import { parseWrappedKey } from '../secrets/wrapped-key-text.ts';
import { unwrapKey } from '../secrets/wrapping.ts';
import type { AuditRecord } from './audit-record.ts';
import type { AuditStores } from './audit-trail.ts';
import type { ChainBreak } from './chain-break.ts';
import { createOpenPersonalPart } from './personal-part.ts';
import { verifyChain, type VerifiedChain } from './verify-chain.ts';

export type VerifiedAccount = VerifiedChain & {
  /** Parts that cannot be read although nobody erased the person: their key is lost. */
  readonly lostParts: number;
};

const PAGE = 500;

/** Reads the account's whole chain page by page and checks it, with every personal part whose key lives. */
export async function verifyAccount(
  deps: AccountKeysDeps,
  stores: AuditStores,
  accountId: Id<'account'>,
): Promise<Result<VerifiedAccount, ChainBreak>> {
  const records = await readAll(stores);
  const keys = await keysOf(deps, stores, accountId, records);
  const chain = verifyChain(records, {
    accountId,
    openPersonalPart: createOpenPersonalPart((memberId) => keys.living.get(memberId)),
  });
  if (!chain.ok) return chain;
  const lostParts = chain.value.erasedParts.filter(({ memberId }) => keys.lost.has(memberId)).length;
  return ok({ ...chain.value, lostParts });
}

async function readAll({ audit }: AuditStores): Promise<readonly AuditRecord[]> {
  const records: AuditRecord[] = [];
  let from = 1;
  while (true) {
    const page = await audit.from(from, PAGE);
    records.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return records;
    from = last.seq + 1;
  }
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
