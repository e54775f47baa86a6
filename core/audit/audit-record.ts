import { createHash } from 'node:crypto';
import type { Id } from '../ids.ts';
import { canonicalJson } from './canonical.ts';

/** What happened, before it takes its place in the chain. */
export type AuditEntry = {
  /** A dotted constant such as `request.approved`. */
  readonly kind: AuditKind;
  readonly at: Temporal.Instant;
  readonly actor: AuditActor;
  readonly subject: AuditSubject;
  /** Kept in clear for ever: nothing that describes a person. */
  readonly facts: Readonly<Record<string, AuditFact | bigint>>;
  readonly personal: readonly PersonalEntry[];
};

/** One link of the chain of an account, as stored. */
export type AuditRecord = {
  readonly accountId: Id<'account'>;
  /** 1, 2, 3 and so on without gaps. */
  readonly seq: number;
  readonly previousHash: string;
  readonly kind: AuditKind;
  readonly at: Temporal.Instant;
  readonly actor: AuditActor;
  readonly subject: AuditSubject;
  readonly facts: Readonly<Record<string, AuditFact>>;
  readonly personal: readonly PersonalPart[];
  /** SHA-256 in hexadecimal, over everything above except the sealed texts. */
  readonly hash: string;
};

export type AuditKind = `${string}.${string}`;

export type AuditActor =
  | { readonly kind: 'member'; readonly memberId: Id<'member'> }
  | { readonly kind: 'job'; readonly job: string }
  | { readonly kind: 'operator'; readonly operatorId: string };

export type AuditSubject = { readonly kind: string; readonly id: string };

export type AuditFact = string | number | boolean | null;

/** Values about one person, to be read only while that person's key lives. */
export type PersonalEntry = {
  readonly memberId: Id<'member'>;
  readonly values: Readonly<Record<string, AuditFact | bigint>>;
};

/** The chain holds the salted digest; the sealed text may become unreadable without touching it. */
export type PersonalPart = {
  readonly memberId: Id<'member'>;
  readonly keyId: string;
  readonly digest: string;
  readonly sealed: string;
};

/** The end of a chain: where the next record joins. */
export type ChainEnd = { readonly accountId: Id<'account'>; readonly seq: number; readonly hash: string };

/** A chain end with the time of its record: what is signed and kept outside. */
export type AuditHead = ChainEnd & { readonly at: Temporal.Instant };

/** What the first record links to. */
export const START_HASH = '0'.repeat(64);

export function startOfChain(accountId: Id<'account'>): ChainEnd {
  return { accountId, seq: 0, hash: START_HASH };
}

export function headOf({ accountId, seq, hash, at }: AuditRecord): AuditHead {
  return { accountId, seq, hash, at };
}

/** Leaves out the sealed texts, so that erasing a person's key, or even the text, changes no hash. */
export function recordHash(record: Omit<AuditRecord, 'hash'>): string {
  const { accountId, seq, previousHash, kind, at, actor, subject, facts } = record;
  const personal = record.personal.map(({ memberId, keyId, digest }) => ({ memberId, keyId, digest }));
  const content = { kind, at: at.toString(), actor, subject, facts, personal };
  return createHash('sha256')
    .update(canonicalJson(['usher/audit-record/v1', accountId, seq, previousHash, content]))
    .digest('hex');
}
