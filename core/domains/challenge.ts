import type { Entropy } from '../entropy.ts';
import type { DomainClaim } from './domain-claim.ts';

/** A label of our own, as the practice for domain verification asks for: it collides with nobody's records. */
const LABEL = '_usher-challenge';
const KEY = 'usher-domain-verification';
const TOKEN_BYTES = 20;

/** The name at which the TXT record must stand. */
export function recordName(domain: string): string {
  return `${LABEL}.${domain}`;
}

export function recordValue({ token }: Pick<DomainClaim, 'token'>): string {
  return `${KEY}=${token}`;
}

/** 160 random bits; the practice asks for at least 128. */
export function newToken({ entropy }: { readonly entropy: Entropy }): string {
  return entropy.bytes(TOKEN_BYTES).toHex();
}

/** Some DNS forms keep the quotes that somebody pasted, and stray spaces. */
export function holdsToken(values: readonly string[], claim: Pick<DomainClaim, 'token'>): boolean {
  return values.some(
    (value) =>
      value
        .trim()
        .replace(/^"(.*)"$/su, '$1')
        .trim() === recordValue(claim),
  );
}
