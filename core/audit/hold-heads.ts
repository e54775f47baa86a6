import type { KeyObject } from 'node:crypto';
import type { Id } from '../ids.ts';
import { err } from '../result.ts';
import type { AuditHead } from './audit-record.ts';
import { verifyHead, type SignedHead } from './head-signature.ts';
import type { SignatureRefused } from './signed-message.ts';

export type HeldHeads = {
  /** The genuine ones, each once, in the order of the chain. */
  readonly anchors: readonly AuditHead[];
  readonly refused: readonly RefusedHead[];
};

export type RefusedHead = { readonly seq: number; readonly reason: SignatureRefused['kind'] | 'another-account' };

/** Only a head of this account, signed with one of these keys, says anything about its chain. */
export function holdHeads(
  keys: readonly KeyObject[],
  accountId: Id<'account'>,
  heads: readonly SignedHead[],
): HeldHeads {
  const anchors = new Map<string, AuditHead>();
  const refused: RefusedHead[] = [];
  for (const signed of heads) {
    const { seq, hash } = signed.head;
    const held = signed.head.accountId === accountId ? verifyHead(keys, signed) : ANOTHER_ACCOUNT;
    if (held.ok) anchors.set(`${seq}:${hash}`, held.value);
    else refused.push({ seq, reason: held.error.kind });
  }
  return { anchors: [...anchors.values()].toSorted((left, right) => left.seq - right.seq), refused };
}

const ANOTHER_ACCOUNT = err({ kind: 'another-account' as const });
