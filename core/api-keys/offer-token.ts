import { createHash } from 'node:crypto';
import type { Entropy } from '../entropy.ts';
import { idSchema, type Id } from '../ids.ts';

const SHAPE = /^([0-9a-f]{32})([\w-]{43})$/u;

export type OfferToken = { readonly text: string; readonly digest: string };

/** Names its account, because a link is opened before any account is known; what opens is the random rest. */
export function newOfferToken({ entropy }: { readonly entropy: Entropy }, accountId: Id<'account'>): OfferToken {
  const random = Buffer.from(entropy.bytes(32)).toString('base64url');
  const text = `${accountId.replaceAll('-', '')}${random}`;
  return { text, digest: digestOf(text) };
}

export type ReadToken = { readonly accountId: Id<'account'>; readonly digest: string };

export function readOfferToken(text: string): ReadToken | undefined {
  const [, account = ''] = SHAPE.exec(text) ?? [];
  const uuid = account.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
  const accountId = idSchema('account').safeParse(uuid);
  return accountId.success ? { accountId: accountId.data, digest: digestOf(text) } : undefined;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
