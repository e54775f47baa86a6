import type { Entropy } from '../entropy.ts';
import type { Id } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import type { PersonKey } from '../secrets/key.ts';
import {
  recordHash,
  type AuditEntry,
  type AuditFact,
  type AuditRecord,
  type ChainEnd,
  type PersonalPart,
} from './audit-record.ts';
import { sealPersonalPart } from './personal-part.ts';

export type AppendDeps = {
  readonly entropy: Entropy;
  /** The living key of each member whose values the entry holds. */
  readonly personKeys: ReadonlyMap<Id<'member'>, PersonKey>;
};

/** Nothing more may be written about a person whose key is gone. */
export type AppendRefused = { readonly kind: 'no-person-key'; readonly memberId: Id<'member'> };

/** The caller holds the account's chain: two records joined to one end would be a fork. */
export function appendRecord(deps: AppendDeps, end: ChainEnd, entry: AuditEntry): Result<AuditRecord, AppendRefused> {
  const seq = end.seq + 1;
  const personal = sealAll(deps, { accountId: end.accountId, seq }, entry);
  if (!personal.ok) return personal;
  const record = {
    accountId: end.accountId,
    seq,
    previousHash: end.hash,
    kind: entry.kind,
    at: storable(entry.at),
    actor: entry.actor,
    subject: entry.subject,
    facts: Object.fromEntries(Object.entries(entry.facts).map(([name, fact]) => [name, plain(fact)])),
    personal: personal.value,
  };
  return ok({ ...record, hash: recordHash(record) });
}

function sealAll(
  deps: AppendDeps,
  at: { readonly accountId: Id<'account'>; readonly seq: number },
  entry: AuditEntry,
): Result<readonly PersonalPart[], AppendRefused> {
  const parts: PersonalPart[] = [];
  for (const [index, personal] of entry.personal.entries()) {
    const key = deps.personKeys.get(personal.memberId);
    if (key === undefined) return err({ kind: 'no-person-key', memberId: personal.memberId });
    parts.push(sealPersonalPart(deps, key, personal, { ...at, index }));
  }
  return ok(parts);
}

/** Storage may keep no more than milliseconds, and a hash must survive the way there and back. */
function storable(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'millisecond', roundingMode: 'floor' });
}

function plain(fact: AuditFact | bigint): AuditFact {
  return typeof fact === 'bigint' ? fact.toString() : fact;
}
