import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Entropy } from '../entropy.ts';
import type { Id } from '../ids.ts';
import { openText, seal, type Place } from '../secrets/envelope.ts';
import { deriveKey, type PersonKey } from '../secrets/key.ts';
import type { AuditFact, PersonalEntry, PersonalPart } from './audit-record.ts';
import { canonicalJson } from './canonical.ts';

/** Where a part stands in the chain; a sealed text opens nowhere else. */
export type PartPosition = { readonly accountId: Id<'account'>; readonly seq: number; readonly index: number };

/** The living key of a member, undefined when it was destroyed. */
export type PersonKeyOf = (memberId: Id<'member'>) => PersonKey | undefined;

export type PartOpening =
  | { readonly kind: 'opened'; readonly values: Readonly<Record<string, AuditFact>> }
  | { readonly kind: 'erased' }
  | { readonly kind: 'altered' };

export type OpenPersonalPart = (part: PersonalPart, position: PartPosition) => PartOpening;

export function sealPersonalPart(
  deps: { readonly entropy: Entropy },
  key: PersonKey,
  entry: PersonalEntry,
  position: PartPosition,
): PersonalPart {
  const salt = deps.entropy.bytes(SALT_BYTES);
  if (salt.length !== SALT_BYTES) throw new Error(`A salt has ${SALT_BYTES} bytes, not ${salt.length}`);
  const values = canonicalJson(entry.values);
  const text = canonicalJson({ salt: salt.toHex(), values });
  return {
    memberId: entry.memberId,
    keyId: key.id,
    digest: digestOf(salt, values),
    sealed: seal(deps, deriveKey('content', key), text, placeOf(entry.memberId, position)),
  };
}

export function createOpenPersonalPart(keyOf: PersonKeyOf): OpenPersonalPart {
  return (part, position) => {
    const key = keyOf(part.memberId);
    // A member who came back after an erasure has a new key, which brings nothing back.
    return key?.id === part.keyId ? openWith(key, part, position) : { kind: 'erased' };
  };
}

const SALT_BYTES = 32;

const Salted = z.strictObject({ salt: z.string().regex(/^[0-9a-f]{64}$/), values: z.string() });
const Values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

function openWith(key: PersonKey, part: PersonalPart, position: PartPosition): PartOpening {
  const text = openText(deriveKey('content', key), part.sealed, placeOf(part.memberId, position));
  if (!text.ok) return { kind: 'altered' };
  const { salt, values } = Salted.parse(JSON.parse(text.value));
  if (digestOf(Uint8Array.fromHex(salt), values) !== part.digest) return { kind: 'altered' };
  return { kind: 'opened', values: Values.parse(JSON.parse(values)) };
}

/** Without the salt, which dies with the key, an address could be found again by hashing guesses. */
function digestOf(salt: Uint8Array, values: string): string {
  return createHash('sha256').update(salt).update(values, 'utf8').digest('hex');
}

function placeOf(memberId: Id<'member'>, { accountId, seq, index }: PartPosition): Place {
  return { accountId, table: 'audit', column: 'personal', rowId: canonicalJson([seq, index, memberId]) };
}
