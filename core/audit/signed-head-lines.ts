import { z } from 'zod';
import type { Result } from '../result.ts';
import { canonicalJson, type CanonicalValue } from './canonical.ts';
import type { SignedHead } from './head-signature.ts';
import { parseJsonLines, type UnreadableLine } from './json-line.ts';
import { AuditHeadSchema } from './record-schema.ts';

/** A signed head as one line of a file that is only ever appended to. */
export function signedHeadLine(signed: SignedHead): string {
  return `${canonicalJson(plainSignedHead(signed))}\n`;
}

/** Reads shape only: whether the signatures hold is for `holdHeads` to say. */
export function parseSignedHeads(text: string): Result<readonly SignedHead[], UnreadableLine> {
  return parseJsonLines(text, SignedHeadSchema);
}

export const SignedHeadSchema = z.strictObject({
  head: AuditHeadSchema,
  signer: z.string(),
  signature: z.string(),
}) satisfies z.ZodType<SignedHead>;

export function plainSignedHead({ head, signer, signature }: SignedHead) {
  const { accountId, seq, hash, at } = head;
  return { head: { accountId, seq, hash, at: at.toString() }, signer, signature } satisfies CanonicalValue;
}
