import type { Account } from '../accounts/account.ts';
import { keepTeam } from '../accounts/keep-team.ts';
import type { MailSystem, Provider } from '../accounts/provider.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { OrgCredential } from '../credentials/org-credential.ts';
import type { Ids } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { domainOf, isFreemail } from '../relationships/address.ts';
import { storable, type PrivacyLevel } from '../relationships/privacy.ts';
import { liftSuppression } from '../removals/lift-suppression.ts';
import { err, ok, type Result } from '../result.ts';
import type { AccountKeysDeps } from '../secrets/account-keys.ts';
import type { Stores } from '../transaction.ts';
import { invitationEnd } from './invitation-end.ts';
import type { InviteRefused } from './invite-refused.ts';
import { isUnderway } from './seat-moves.ts';
import { beginTerm, type AgreedTerm } from './terms/begin-term.ts';
import type { SeatType } from './seat-type.ts';
import type { Seat } from './seat.ts';

export type InviteDeps = AccountKeysDeps & {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly audit: AuditTrail;
};

export type Invitation = {
  readonly inviter: Member;
  readonly address: string;
  readonly fullName: string;
  readonly seatType: SeatType;
  readonly team: string | undefined;
  readonly privacy: PrivacyLevel;
  readonly mailSystem: MailSystem | undefined;
  /** The end that the inviter has agreed to, where the seat has one. */
  readonly term?: Pick<AgreedTerm, 'planned' | 'sentence' | 'deliveryId' | 'agreedAt'>;
};

/**
 * Refuses what can be known from our own rows, then has the mailbox looked at. Money is talked about only after that
 * look, so that nobody pays for a seat that cannot be read.
 */
export async function inviteMember(
  deps: InviteDeps,
  stores: Stores,
  account: Account,
  invitation: Invitation,
): Promise<Result<Seat, InviteRefused>> {
  const invitable = await checkInvitation(stores, account, invitation);
  if (!invitable.ok) return invitable;
  const { known, provider } = invitable.value;
  const member =
    known === undefined
      ? await addMember(deps, stores, account, invitation)
      : await invitedAgain(stores, known, invitation);
  const team = await teamFor(deps, stores, account, invitation);
  const seat = await addSeat(deps, stores, { member, invitation: { ...invitation, team }, provider });
  if (invitation.term !== undefined)
    await beginTerm(deps, stores, { seat, member, by: invitation.inviter, ...invitation.term });
  return ok(seat);
}

/** Somebody who can be invited: where their mailbox is looked for, and as whom they are known from before. */
type Invitable = { readonly provider: Provider; readonly known: Member | undefined };

/** What can be known from our own rows about an invitation; nothing is changed. */
export async function checkInvitation(
  stores: Pick<Stores, 'credentials' | 'domains' | 'members' | 'seats'>,
  account: Account,
  invitation: Omit<Invitation, 'inviter'>,
): Promise<Result<Invitable, InviteRefused>> {
  const provider = await providerFor(stores, account, invitation);
  if (!provider.ok) return provider;
  const reachable = await addressAllowed(stores, invitation.address);
  if (reachable !== undefined) return err(reachable);
  const known = await stores.members.byAddress(invitation.address);
  const duplicate = known === undefined ? undefined : await duplicateOf(stores, known);
  return duplicate === undefined ? ok({ provider: provider.value, known }) : err(duplicate);
}

async function teamFor(
  deps: InviteDeps,
  stores: Stores,
  { id: accountId }: Account,
  { team: name, inviter }: Invitation,
): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const by = { kind: 'member', memberId: inviter.id } as const;
  return (await keepTeam(deps, stores, { accountId, name, by })).name;
}

async function providerFor(
  stores: Pick<Stores, 'credentials'>,
  account: Account,
  { team, mailSystem, privacy }: Pick<Invitation, 'team' | 'mailSystem' | 'privacy'>,
): Promise<Result<Provider, InviteRefused>> {
  if (team !== undefined && account.tier !== 'enterprise') return err({ kind: 'team-needs-enterprise' });
  if (mailSystem === 'exchange') return err({ kind: 'on-premises' });
  const working = (await stores.credentials.list()).filter((credential) => credential.health.kind === 'ok');
  const chosen =
    mailSystem === undefined ? working[0] : working.find((credential) => credential.provider === mailSystem);
  if (chosen === undefined) return err({ kind: 'mail-system-not-connected', mailSystem: mailSystem ?? 'google' });
  return servesLevel(chosen, privacy) ? ok(chosen.provider) : err({ kind: 'level-needs-content', level: privacy });
}

function servesLevel({ health }: OrgCredential, privacy: PrivacyLevel): boolean {
  return storable(privacy, health.kind === 'ok' ? health.access : 'headers').ok;
}

async function addressAllowed(stores: Pick<Stores, 'domains'>, address: string): Promise<InviteRefused | undefined> {
  const domain = domainOf(address);
  const claim = await stores.domains.byDomain(domain);
  if (claim?.state === 'verified') return undefined;
  if (isFreemail(domain)) return { kind: 'personal-address', domain };
  if (claim?.state === 'lapsed') return { kind: 'domain-lapsed', domain };
  if (claim?.state === 'pending') return { kind: 'domain-not-verified', domain };
  if (claim?.state === 'conflict') return { kind: 'domain-owned-elsewhere', domain };
  const above = (await stores.domains.list()).find(
    (one) => one.state === 'verified' && domain.endsWith(`.${one.domain}`),
  );
  return above === undefined
    ? { kind: 'domain-not-claimed', domain }
    : { kind: 'subdomain-not-claimed', domain, below: above.domain };
}

async function duplicateOf(stores: Pick<Stores, 'seats'>, member: Member): Promise<InviteRefused | undefined> {
  if (member.standing === 'deactivated') return { kind: 'deactivated', member };
  const seat = await stores.seats.ofMember(member.id);
  const isHere = member.standing === 'active' || (seat !== undefined && isUnderway(seat));
  return isHere ? { kind: 'already-member', member, seat } : undefined;
}

async function addMember(
  deps: InviteDeps,
  stores: Stores,
  account: Account,
  { fullName, address }: Invitation,
): Promise<Member> {
  const member: Member = {
    id: deps.ids.next('member'),
    accountId: account.id,
    fullName,
    address,
    role: 'standard',
    grants: [],
    standing: 'invited',
    version: 1,
  };
  await stores.members.add(member);
  await liftSuppression(deps, stores, member);
  return member;
}

/**
 * Somebody who never had access is called what the newest invitation calls them. It is another version of them also where
 * nothing changes: of two who invite them at once, the second looks again and finds the seat of the first.
 */
async function invitedAgain({ members }: Stores, known: Member, { fullName }: Invitation): Promise<Member> {
  const isNew = known.standing === 'invited';
  const next = { ...known, fullName: isNew ? fullName : known.fullName, version: known.version + 1 };
  await members.replace(known, next);
  return next;
}

type NewSeat = { readonly member: Member; readonly invitation: Invitation; readonly provider: Provider };

async function addSeat(
  { ids, clock, audit }: InviteDeps,
  stores: Stores,
  { member, invitation, provider }: NewSeat,
): Promise<Seat> {
  const since = clock.now();
  const { inviter, seatType, team, privacy, term } = invitation;
  const seat: Seat = {
    id: ids.next('seat'),
    accountId: member.accountId,
    memberId: member.id,
    seatType,
    basis: term?.planned.kind === 'trial' ? 'trial' : 'purchased',
    team,
    privacy,
    provider,
    invitedBy: inviter.id,
    version: 1,
    state: 'checking',
    since,
  };
  await stores.seats.add(seat);
  await scheduleSeat(ids, stores, seat, since);
  await audit(stores, seat.accountId, {
    kind: 'seat.invited',
    at: since,
    actor: { kind: 'member', memberId: inviter.id },
    subject: { kind: 'seat', id: seat.id },
    facts: { seatType, basis: seat.basis, privacy, provider, team: team !== undefined, inviterRole: inviter.role },
    personal: [{ memberId: member.id, values: { name: member.fullName, address: member.address } }],
  });
  return seat;
}

/** The mailbox is looked at now; whatever becomes of the invitation, it has an end. */
export async function scheduleSeat(
  ids: Ids,
  { work }: Stores,
  { id: seatId, accountId }: Seat,
  since: Temporal.Instant,
): Promise<void> {
  const payload = { accountId, seatId };
  const dueAt = invitationEnd(since);
  await work.add({ id: ids.next('work'), kind: 'seat.check', key: `seat.check:${seatId}`, payload, dueAt: since });
  await work.add({ id: ids.next('work'), kind: 'seat.void', key: `seat.void:${seatId}`, payload, dueAt });
}
