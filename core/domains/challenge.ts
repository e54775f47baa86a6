import type { Entropy } from '../entropy.ts';
import type { DomainClaim } from './domain-claim.ts';

/** A label of our own (draft-ietf-dnsop-domain-verification-techniques 6.2): it collides with nobody's records. */
const LABEL = '_usher-challenge';
const TOKEN_BYTES = 20;

/** The name at which the TXT record must stand. */
export function recordName(domain: string): string {
  return `${LABEL}.${domain}`;
}

/** The draft's key-value form (6.1.2, 6.3): the record is to stay, because it is looked at daily. */
export function recordValue({ token }: Pick<DomainClaim, 'token'>): string {
  return `token=${token} expiry=never`;
}

/** 160 random bits in base16; at least 128 are asked for. */
export function newToken({ entropy }: { readonly entropy: Entropy }): string {
  return entropy.bytes(TOKEN_BYTES).toHex();
}

/** One record with the token is enough, whatever else stands at the name. */
export function holdsToken(values: readonly string[], { token }: Pick<DomainClaim, 'token'>): boolean {
  return values.some((value) => tokenOf(value) === token);
}

/**
 * The first of the space-separated pairs is `token`, in whatever case; a value without that key is the token itself. Some
 * DNS forms keep the quotes that somebody pasted, and stray spaces.
 */
function tokenOf(value: string): string | undefined {
  const [first] = value
    .trim()
    .replace(/^"(.*)"$/su, '$1')
    .trim()
    .split(' ');
  return first?.replace(/^token=/iu, '');
}
