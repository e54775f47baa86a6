import { mailboxClassOf } from '../../domains/proved-domain.ts';
import type { MailSystem, Provider } from '../../accounts/provider.ts';
import type { AuditTrail } from '../../audit/audit-trail.ts';
import type { Clock } from '../../clock.ts';
import type { Id, Ids } from '../../ids.ts';
import type { Member } from '../../people/member.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Stores } from '../../transaction.ts';
import type { Mailbox } from '../mailbox.ts';
import { isEmptied } from './link-again.ts';
import type { MailboxLink } from './mailbox-link.ts';
import { unlinkedOf } from './unlinked-of.ts';
import { isReadable } from '../../seats/seat-moves.ts';

export type LinkDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type LinkRefused =
  | { readonly kind: 'no-seat'; readonly member: Member }
  | { readonly kind: 'on-premises' }
  | { readonly kind: 'mail-system-not-connected'; readonly mailSystem: MailSystem }
  | { readonly kind: 'read-already' }
  /** It is somebody’s here, and not read now. */
  | { readonly kind: 'disabled' }
  | { readonly kind: 'asked-already'; readonly link: MailboxLink }
  | { readonly kind: 'of-another'; readonly member: Member };

export type LinkWish = {
  readonly member: Member;
  readonly address: string;
  readonly mailSystem: MailSystem | undefined;
  readonly askedBy: Id<'member'>;
};

/** How long the owner of a personal mailbox may take to answer. */
export const ANSWER_TIME = Temporal.Duration.from({ hours: 14 * 24 });

/** Has the mailbox looked at; nothing is read before the look, and nothing personal before its owner agrees. */
export async function linkMailbox(
  deps: LinkDeps,
  stores: Stores,
  wish: LinkWish,
): Promise<Result<MailboxLink, LinkRefused>> {
  const provider = await providerFor(stores, wish);
  if (!provider.ok) return provider;
  const taken = await takenBy(stores, wish);
  if (taken !== undefined) return err(taken);

  const link = await newLink(deps, stores, wish, provider.value);
  await stores.mailboxLinks.add(link);
  await checkLater(deps, stores, link, link.askedAt);
  await deps.audit(stores, link.accountId, {
    kind: 'mailbox.link-asked',
    at: link.askedAt,
    actor: { kind: 'member', memberId: wish.askedBy },
    subject: { kind: 'mailbox-link', id: link.id },
    facts: { class: link.class, provider: link.provider },
    personal: [{ memberId: wish.member.id, values: { address: link.address } }],
  });
  return ok(link);
}

async function providerFor(
  { seats, credentials }: Stores,
  { member, mailSystem }: LinkWish,
): Promise<Result<Provider, LinkRefused>> {
  const seat = await seats.ofMember(member.id);
  if (seat === undefined || !isReadable(seat)) return err({ kind: 'no-seat', member });
  if (mailSystem === 'exchange') return err({ kind: 'on-premises' });
  const wanted = mailSystem ?? seat.provider;
  const credential = (await credentials.list()).find(({ provider }) => provider === wanted);
  if (credential?.health.kind !== 'ok') return err({ kind: 'mail-system-not-connected', mailSystem: wanted });
  return ok(wanted);
}

async function takenBy(stores: Stores, { member, address }: LinkWish): Promise<LinkRefused | undefined> {
  const known = (await stores.mailboxes.list()).find((mailbox) => mailbox.address === address);
  const unlinked = await unlinkedOf(stores, member.id);
  if (known !== undefined && !unlinked.has(known.id)) {
    const isTheirs = known.memberId === member.id && isEmptied(known);
    const leaving = isTheirs ? await stores.departures.open(member.id) : undefined;
    if (!isTheirs || leaving?.plan.purges.includes(known.id) === true) return takenAlready(known);
  }
  const owner = await stores.members.byAddress(address);
  if (owner !== undefined && owner.id !== member.id) return { kind: 'of-another', member: owner };
  const open = await stores.mailboxLinks.open(address);
  return open === undefined ? undefined : { kind: 'asked-already', link: open };
}

function takenAlready({ desired }: Mailbox): LinkRefused {
  return { kind: desired === 'disabled' ? 'disabled' : 'read-already' };
}

async function newLink(
  { ids, clock }: LinkDeps,
  stores: Stores,
  { member, address, askedBy }: LinkWish,
  provider: Provider,
): Promise<MailboxLink> {
  const askedAt = clock.now();
  return {
    id: ids.next('mailbox-link'),
    accountId: member.accountId,
    memberId: member.id,
    address,
    provider,
    class: await mailboxClassOf(stores, address),
    askedBy,
    askedAt,
    until: askedAt.add(ANSWER_TIME),
    version: 1,
    state: 'checking',
  };
}

export async function checkLater(
  { ids }: Pick<LinkDeps, 'ids'>,
  { work }: Pick<Stores, 'work'>,
  { id: linkId, accountId }: MailboxLink,
  dueAt: Temporal.Instant,
): Promise<void> {
  const payload = { accountId, linkId };
  await work.add({ id: ids.next('work'), kind: 'mailbox.link', key: `mailbox.link:${linkId}`, payload, dueAt });
}
