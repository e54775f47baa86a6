import type { Stores } from '../transaction.ts';
import type { Id } from '../ids.ts';
import { domainOf } from './address.ts';
import type { Firm } from './participants.ts';

/**
 * Who belongs to the customer now. A domain that was proved once stays the customer's own, also lapsed or removed: mail
 * among colleagues does not become a stranger's. Only one that another account owns today is not.
 */
export async function firmOf({ members, domains }: Pick<Stores, 'members' | 'domains'>): Promise<Firm> {
  const own = (await domains.list()).filter(
    ({ firstVerifiedAt, state }) => firstVerifiedAt !== undefined && state !== 'conflict',
  );
  return {
    memberAddresses: new Map((await members.list()).map(({ address, id }): [string, Id<'member'>] => [address, id])),
    internalDomains: new Set(own.map(({ domain }) => domain)),
  };
}

export function belongsToFirm(address: string, { memberAddresses, internalDomains }: Firm): boolean {
  return memberAddresses.has(address) || isDomainOfFirm(domainOf(address), internalDomains);
}

/** Subdomains belong to whoever holds the domain. */
export function isDomainOfFirm(domain: string, internalDomains: ReadonlySet<string>): boolean {
  const labels = domain.split('.');
  return labels.some((_, start) => internalDomains.has(labels.slice(start).join('.')));
}
