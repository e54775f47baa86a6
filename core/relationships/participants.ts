import type { Id } from '../ids.ts';
import { domainOf, normalAddress } from './address.ts';
import { displayName } from './display-name.ts';
import type { MessageHead } from './message-head.ts';

/** Who belongs to the customer. Addresses and domains are normal; domains are the verified ones and cover their subdomains. */
export type Firm = {
  readonly memberAddresses: ReadonlyMap<string, Id<'member'>>;
  readonly internalDomains: ReadonlySet<string>;
  /** Those of the addresses at hand that removed people had: nothing is kept of them, whoever wrote to them. */
  readonly suppressed?: ReadonlySet<string>;
};

/** Whose mailbox a message was read from; `addresses` are the normal primary address and every alias. */
export type Owner = {
  readonly memberId: Id<'member'>;
  readonly mailboxId: Id<'mailbox'>;
  readonly addresses: ReadonlySet<string>;
};

export type ParticipantField = 'from' | 'to' | 'cc' | 'bcc';

export type Participant = {
  readonly field: ParticipantField;
  readonly address: string;
  readonly name?: string | undefined;
} & (
  | { readonly kind: 'owner'; readonly memberId: Id<'member'> }
  | { readonly kind: 'member'; readonly memberId: Id<'member'> }
  | { readonly kind: 'internal' }
  | { readonly kind: 'external' }
);

export type Visibility = 'internal' | 'external';

/** Everybody with a usable address, once each, in the first field that names them. */
export function participantsOf(head: MessageHead, owner: Owner, firm: Firm): Participant[] {
  const byAddress = new Map<string, Participant>();
  for (const field of FIELDS) {
    for (const raw of head[field]) {
      const address = normalAddress(raw.address);
      if (address === undefined || byAddress.has(address) || isSuppressed(address, owner, firm)) continue;
      const seen = { field, address, name: displayName(raw.name, address) };
      byAddress.set(address, { ...seen, ...standing(seen, owner, firm, head.direction) });
    }
  }
  return [...byAddress.values()];
}

/** Mail between colleagues is nobody's relationship with the outside, and is never shown. */
export function visibilityOf(participants: readonly Participant[]): Visibility {
  return participants.some(({ kind }) => kind === 'external') ? 'external' : 'internal';
}

const FIELDS = ['from', 'to', 'cc', 'bcc'] as const satisfies readonly ParticipantField[];

/** A mailbox that is read belongs to somebody who is here, whatever its address was before. */
function isSuppressed(address: string, { addresses }: Owner, { suppressed }: Firm): boolean {
  return suppressed?.has(address) === true && !addresses.has(address);
}

type Seen = { readonly field: ParticipantField; readonly address: string };
type Standing = { kind: 'owner' | 'member'; memberId: Id<'member'> } | { kind: 'internal' | 'external' };

function standing({ field, address }: Seen, owner: Owner, firm: Firm, direction: MessageHead['direction']): Standing {
  const memberId = owner.addresses.has(address) ? owner.memberId : firm.memberAddresses.get(address);
  if (memberId !== undefined) return { kind: memberId === owner.memberId ? 'owner' : 'member', memberId };
  if (isInternal(domainOf(address), firm)) return { kind: 'internal' };
  // What lies in the sent folder was sent by the owner, under whatever alias.
  return field === 'from' && direction === 'sent' ? { kind: 'owner', memberId: owner.memberId } : { kind: 'external' };
}

function isInternal(domain: string, { internalDomains }: Firm): boolean {
  const labels = domain.split('.');
  return labels.some((_, start) => internalDomains.has(labels.slice(start).join('.')));
}
