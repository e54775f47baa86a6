import { domainOf, isFreemail, registrableDomain } from './address.ts';
import { automatedBecause } from './automated-mail.ts';
import type { AutomatedReason } from './automated-mail.ts';
import type { EdgeTouch } from './edge-touch.ts';
import { groupKeyOf, occurredAt } from './interaction.ts';
import type { Interaction } from './interaction.ts';
import type { MessageHead } from './message-head.ts';
import { participantsOf, visibilityOf } from './participants.ts';
import type { Firm, Owner, Participant } from './participants.ts';
import { isRoleAddress } from './role-address.ts';

export type PersonSeen = {
  readonly address: string;
  readonly name: string | undefined;
  /** Undefined for freemail and for addresses under a public suffix. */
  readonly organization: string | undefined;
};

export type OrganizationSeen = { readonly domain: string };

export type SkipReason = 'draft-or-junk' | 'automated' | 'no-participants' | 'internal-only' | 'own-copy';

export type Derivation =
  | { readonly kind: 'skipped'; readonly reason: 'automated'; readonly because: AutomatedReason }
  | { readonly kind: 'skipped'; readonly reason: Exclude<SkipReason, 'automated'> }
  | {
      readonly kind: 'interaction';
      readonly interaction: Interaction;
      readonly people: readonly PersonSeen[];
      readonly organizations: readonly OrganizationSeen[];
      readonly edges: readonly EdgeTouch[];
    };

/** What one copy of one message says about the firm's relationships; relationships.md lists the rules. */
export function derive(head: MessageHead, owner: Owner, firm: Firm): Derivation {
  if (isOutOfScope(head)) return { kind: 'skipped', reason: 'draft-or-junk' };
  const because = automatedBecause(head);
  if (because !== undefined) return { kind: 'skipped', reason: 'automated', because };
  const everybody = participantsOf(head, owner, firm);
  if (everybody.every(({ kind }) => kind === 'owner')) return { kind: 'skipped', reason: 'no-participants' };
  // Nobody but the sender may learn who was copied blindly.
  const participants = everybody.filter(({ field }) => field !== 'bcc');
  if (visibilityOf(participants) === 'internal') return { kind: 'skipped', reason: 'internal-only' };
  if (isOwnCopy(head, participants)) return { kind: 'skipped', reason: 'own-copy' };
  const people = participants.flatMap(personIn);
  return {
    kind: 'interaction',
    interaction: interactionOf(head, owner, participants),
    people,
    organizations: organizationsOf(participants),
    edges: edgesOf(head, owner, everybody),
  };
}

/** Folders whose messages were never exchanged, by the keys providers give them, without case, spaces and punctuation. */
const OUT_OF_SCOPE: ReadonlySet<string> = new Set(
  `draft drafts junk junkemail spam trash deleted deleteditems bin outbox chat chats clutter conflicts localfailures serverfailures
  syncissues conversationhistory recoverableitemsdeletions scheduled`.split(/\s+/),
);

function isOutOfScope({ labels }: MessageHead): boolean {
  return labels.some((label) => OUT_OF_SCOPE.has(label.toLowerCase().replaceAll(/[\s_-]/g, '')));
}

/** A message from the owner outside the sent folder is a copy of a sent one, or carries a forged sender. */
function isOwnCopy({ direction }: MessageHead, participants: readonly Participant[]): boolean {
  return direction === 'received' && participants.some(({ field, kind }) => field === 'from' && kind === 'owner');
}

function isPerson(participant: Participant): boolean {
  return participant.kind === 'external' && participant.field !== 'bcc' && !isRoleAddress(participant.address);
}

function personIn(participant: Participant): PersonSeen[] {
  if (!isPerson(participant)) return [];
  const { address, name } = participant;
  return [{ address, name, organization: organizationOf(address) }];
}

function organizationOf(address: string): string | undefined {
  return organizationsIn([domainOf(address)])[0];
}

/** The organizations that mail domains belong to, once each. */
export function organizationsIn(domains: readonly string[]): readonly string[] {
  return [...new Set(domains.flatMap((domain) => (isFreemail(domain) ? [] : (registrableDomain(domain) ?? []))))];
}

function organizationsOf(participants: readonly Participant[]): OrganizationSeen[] {
  const external = participants.filter(({ kind }) => kind === 'external');
  const domains = new Set(external.flatMap(({ address }) => organizationOf(address) ?? []));
  return [...domains].map((domain) => ({ domain }));
}

function interactionOf(head: MessageHead, owner: Owner, participants: readonly Participant[]): Interaction {
  return {
    groupKey: groupKeyOf(head, owner),
    occurredAt: occurredAt(head),
    direction: head.direction,
    visibility: 'external',
    participants,
    subject: head.subject,
  };
}

/** Only between the owner and those they wrote to or who wrote to them: recipients beside the owner have not met them. */
function edgesOf(head: MessageHead, owner: Owner, everybody: readonly Participant[]): EdgeTouch[] {
  const recipients = Math.max(1, everybody.filter(({ field }) => field !== 'from').length);
  const shared = { memberId: owner.memberId, at: occurredAt(head), recipients };
  if (head.direction === 'sent') {
    return everybody
      .filter((one) => one.field !== 'from' && isPerson(one))
      .map(({ address, field }) => ({
        ...shared,
        address,
        direction: 'outgoing',
        addressedIn: field === 'to' ? 'to' : 'cc',
      }));
  }
  const isAddressed = everybody.some(({ field, kind }) => field === 'to' && kind === 'owner');
  return everybody
    .filter((one) => one.field === 'from' && isPerson(one))
    .map(({ address }) => ({ ...shared, address, direction: 'incoming', addressedIn: isAddressed ? 'to' : 'cc' }));
}
