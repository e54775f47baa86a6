import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/canonical.ts';
import type { Id } from '../ids.ts';
import type { CarriedOut } from './carried-out.ts';
import type { AgreedDeletion } from './agreed-deletion.ts';

/**
 * What was deleted, when, and on whose word. It names nobody: people stand in it by their ids, the removed person by the
 * id of an empty row. The audit log holds its hash, so whoever has both can prove it without the database.
 */
export type Certificate = {
  readonly account: Id<'account'>;
  readonly removal: number;
  readonly member: Id<'member'>;
  readonly ticket: string | undefined;
  readonly askedBy: readonly { readonly by: Id<'member'>; readonly at: Temporal.Instant }[];
  readonly endorsedBy: { readonly by: Id<'member'>; readonly at: Temporal.Instant } | undefined;
  readonly agreedBy: readonly Pick<AgreedDeletion, 'by' | 'at' | 'hash'>[];
  readonly isForced: boolean;
  readonly startedAt: Temporal.Instant;
  readonly steps: readonly CarriedOut[];
  readonly completedAt: Temporal.Instant;
};

export const CERTIFICATE_FORMAT = 'usher-removal-certificate/1';

/** One line of JSON with sorted names: what people download, and what is hashed. */
export function certificateText(certificate: Certificate): string {
  return canonicalJson({ format: CERTIFICATE_FORMAT, ...jsonOf(certificate) });
}

export function certificateHash(certificate: Certificate): string {
  return hashOfCertificate(certificateText(certificate));
}

export function hashOfCertificate(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function jsonOf(certificate: Certificate) {
  const { ticket, askedBy, endorsedBy, agreedBy, startedAt, steps, completedAt, ...rest } = certificate;
  return {
    ...rest,
    ticket: ticket ?? null,
    askedBy: askedBy.map(signedJson),
    endorsedBy: endorsedBy === undefined ? null : signedJson(endorsedBy),
    agreedBy: agreedBy.map(({ hash, ...agreed }) => ({ ...signedJson(agreed), hash })),
    startedAt: startedAt.toString(),
    steps: steps.map(({ step, at, counts }) => ({ step, at: at.toString(), counts })),
    completedAt: completedAt.toString(),
  };
}

function signedJson({ by, at }: { readonly by: Id<'member'>; readonly at: Temporal.Instant }) {
  return { by, at: at.toString() };
}
