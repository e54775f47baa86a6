import { createHash, type KeyObject } from 'node:crypto';
import { recordHash, type AuditRecord } from '../audit/audit-record.ts';
import { canonicalJson, type CanonicalValue } from '../audit/canonical.ts';
import { signMessage, verifyMessage, type MessageSignature, type SignatureRefused } from '../audit/signed-message.ts';
import type { Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';

/**
 * A list of records that stands without the records between them. Each is held by its own hash; that these are all of them,
 * in this order, is what the signature says over their count and the digest of their places and hashes.
 */
export type VouchedList = MessageSignature & {
  readonly says: typeof VOUCHED;
  readonly count: number;
  readonly digest: string;
};

/** Stands in every signed receipt, so that nobody takes the signature for more than it is. */
export const VOUCHED =
  'Usher’s key vouches that these are all records of the audit log about this request, up to the last of them. Whoever wants to hold Usher itself to it compares them with an export of the whole log.';

/** What the list belongs to: the same records prove nothing about another request or quote. */
export type Listed = {
  readonly accountId: Id<'account'>;
  readonly request: string;
  readonly quote: string;
  readonly records: readonly AuditRecord[];
};

export type ListRejected =
  /** Nobody signed it, so anybody could have written it. */
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'signature-refused'; readonly reason: SignatureRefused['kind'] }
  | { readonly kind: 'record-edited' | 'record-out-of-order'; readonly seq: number }
  | { readonly kind: 'records-missing' | 'records-added'; readonly vouched: number; readonly found: number }
  /** Each holds by itself, and they are not those that were signed. */
  | { readonly kind: 'records-exchanged' };

export function vouchFor(privateKey: KeyObject, listed: Listed): VouchedList {
  const summary = { count: listed.records.length, digest: digestOf(listed.records) };
  return { says: VOUCHED, ...summary, ...signMessage(privateKey, message(listed, summary)) };
}

export function verifyList(
  keys: readonly KeyObject[],
  listed: Listed,
  vouched: VouchedList | undefined,
): Result<undefined, ListRejected> {
  if (vouched === undefined) return err({ kind: 'unsigned' });
  const signed = verifyMessage(keys, vouched, message(listed, vouched));
  if (!signed.ok) return err({ kind: 'signature-refused', reason: signed.error.kind });
  const { records } = listed;
  const edited = records.find((record) => record.accountId !== listed.accountId || recordHash(record) !== record.hash);
  if (edited !== undefined) return err({ kind: 'record-edited', seq: edited.seq });
  const misplaced = records.find(({ seq }, place) => seq <= (records[place - 1]?.seq ?? 0));
  if (misplaced !== undefined) return err({ kind: 'record-out-of-order', seq: misplaced.seq });
  const counts = { vouched: vouched.count, found: records.length };
  if (counts.found < counts.vouched) return err({ kind: 'records-missing', ...counts });
  if (counts.found > counts.vouched) return err({ kind: 'records-added', ...counts });
  return digestOf(records) === vouched.digest ? ok(undefined) : err({ kind: 'records-exchanged' });
}

function digestOf(records: readonly AuditRecord[]): string {
  const places = records.map(({ seq, hash }) => [seq, hash]);
  return createHash('sha256').update(canonicalJson(places)).digest('hex');
}

function message(
  { accountId, request, quote }: Listed,
  { count, digest }: Pick<VouchedList, 'count' | 'digest'>,
): CanonicalValue {
  return ['usher/receipt/v2', accountId, request, quote, count, digest];
}
