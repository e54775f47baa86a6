import type { Entropy } from '../entropy.ts';
import type { Ids } from '../ids.ts';
import { derive, type Derivation } from '../relationships/derive.ts';
import type { MessageHead } from '../relationships/message-head.ts';
import type { Firm, Owner } from '../relationships/participants.ts';
import { contentOf, type PrivacyLevel } from '../relationships/privacy.ts';
import { seal } from '../secrets/envelope.ts';
import type { ContentKey } from '../secrets/key.ts';
import type { MailPage, MessageCopy, OrganizationToKeep, PersonToKeep } from './mail-store.ts';
import type { ChangePage, PoisonItem } from './mailbox-provider.ts';
import type { Mailbox } from './mailbox.ts';
import { subjectPlace } from './subject-place.ts';

export type MailPageDeps = { readonly ids: Ids; readonly entropy: Entropy };

/** Whose mailbox it is, who belongs to the firm, and how much of a message may be stored. */
export type Desk = {
  readonly mailbox: Mailbox;
  readonly owner: Owner;
  readonly firm: Firm;
  readonly privacy: PrivacyLevel;
  readonly contentKey: ContentKey;
  readonly walk: number;
  readonly at: Temporal.Instant;
};

/** What a page of changes says, ready to be stored. A message that cannot be understood is parked, not the page. */
export function mailPageOf(deps: MailPageDeps, desk: Desk, page: ChangePage): MailPage {
  const copies = new Map<string, MessageCopy>();
  const parked = new Map(page.poisoned.map((item): [string, PoisonItem] => [item.providerId, item]));
  const people = new Map<string, PersonToKeep>();
  const organizations = new Map<string, OrganizationToKeep>();
  for (const head of page.upserted) {
    const derived = understood(head, desk);
    if (derived === undefined) {
      parked.set(head.providerId, { providerId: head.providerId, reason: 'not-understood' });
      continue;
    }
    parked.delete(head.providerId);
    copies.set(head.providerId, copyOf(deps, desk, head, derived));
    if (derived.kind === 'skipped') continue;
    collectPeople(deps, desk, derived, people);
    for (const { domain } of derived.organizations) {
      if (!organizations.has(domain)) organizations.set(domain, { id: deps.ids.next('organization'), domain });
    }
  }
  const removed = [...new Set(page.removed)].filter((id) => !copies.has(id));
  return {
    mailbox: desk.mailbox,
    walk: desk.walk,
    at: desk.at,
    copies: [...copies.values()],
    people: [...people.values()],
    organizations: [...organizations.values()],
    removed,
    parked: [...parked.values()],
  };
}

/** Whatever strangers send must not stop a mailbox: what breaks the derivation is counted and shown as parked. */
function understood(head: MessageHead, { owner, firm }: Desk): Derivation | undefined {
  // Calendars of databases end somewhere; a mail server's time that lies there is no time.
  const { year } = head.receivedAt.toZonedDateTimeISO('UTC');
  if (year < 1970 || year > 9999) return undefined;
  try {
    return derive(head, owner, firm);
  } catch {
    return undefined;
  }
}

function copyOf(deps: MailPageDeps, desk: Desk, head: MessageHead, derived: Derivation): MessageCopy {
  const { providerId, threadId, receivedAt, direction } = head;
  const base = { id: deps.ids.next('message-copy'), providerId, threadId, receivedAt, direction };
  if (derived.kind === 'skipped') {
    const { reason } = derived;
    return { ...base, kind: reason === 'draft-or-junk' ? 'out-of-scope' : 'skipped', reason };
  }
  const { groupKey, occurredAt, participants } = derived.interaction;
  return {
    ...base,
    kind: 'interaction',
    interactionId: deps.ids.next('interaction'),
    groupKey,
    occurredAt,
    subject: sealedSubject(deps, desk, head),
    participants,
    touches: derived.edges,
  };
}

function sealedSubject(deps: MailPageDeps, desk: Desk, { subject, providerId }: MessageHead): string | undefined {
  if (subject === undefined || !contentOf(desk.privacy).subject) return undefined;
  return seal(deps, desk.contentKey, subject, subjectPlace(desk.mailbox, providerId));
}

/** What a personal mailbox calls somebody is not the colleagues' business, so it names nobody. */
function collectPeople(
  { ids }: MailPageDeps,
  { mailbox }: Desk,
  { people, interaction }: Extract<Derivation, { kind: 'interaction' }>,
  into: Map<string, PersonToKeep>,
): void {
  for (const { address, name, organization } of people) {
    const seenAt = interaction.occurredAt;
    const known = mailbox.class === 'work' ? name : undefined;
    const before = into.get(address);
    if (before === undefined) into.set(address, { id: ids.next('person'), address, name: known, organization, seenAt });
    else if (isLaterName({ name: known, seenAt }, before)) into.set(address, { ...before, name: known, seenAt });
  }
}

type Named = Pick<PersonToKeep, 'name' | 'seenAt'>;

/** Ties are settled by the name itself, so that the order of reading does not matter. */
export function isLaterName(one: Named, other: Named): boolean {
  if (one.name === undefined) return false;
  if (other.name === undefined) return true;
  const order = Temporal.Instant.compare(one.seenAt, other.seenAt);
  return order > 0 || (order === 0 && one.name > other.name);
}
