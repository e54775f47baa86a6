import type { KeyObject } from 'node:crypto';
import type { Id } from '../ids.ts';
import { err, type Result } from '../result.ts';
import type { AuditHead } from './audit-record.ts';
import { publicKeyText, verifyHead, type HeadRefused, type SignedHead } from './head-signature.ts';

export type HeldHeads = {
  /** The genuine ones, each once, in the order of the chain. */
  readonly anchors: readonly AuditHead[];
  readonly refused: readonly RefusedHead[];
};

export type RefusedHead = { readonly seq: number; readonly reason: HeadRefused['kind'] | 'another-account' };

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
    const held = signed.head.accountId === accountId ? verifyWithAny(keys, signed) : ANOTHER_ACCOUNT;
    if (held.ok) anchors.set(`${seq}:${hash}`, held.value);
    else refused.push({ seq, reason: held.error.kind });
  }
  return { anchors: [...anchors.values()].toSorted((left, right) => left.seq - right.seq), refused };
}

const ANOTHER_ACCOUNT = err({ kind: 'another-account' as const });

function verifyWithAny(keys: readonly KeyObject[], signed: SignedHead): Result<AuditHead, HeadRefused> {
  const key = keys.find((candidate) => publicKeyText(candidate) === signed.signer);
  return key === undefined ? err({ kind: 'wrong-signer', signer: signed.signer }) : verifyHead(key, signed);
}
