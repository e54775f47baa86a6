import type { AuditActor } from '../audit/audit-record.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { takeSeat } from '../seats/capacity.ts';
import type { Stores } from '../transaction.ts';
import type { Account } from './account.ts';
import { appointed, newMember, type PlannedMember } from './first-members.ts';
import type { Provider } from './provider.ts';

export type AppointDeps = { readonly clock: Clock; readonly ids: Ids; readonly audit: AuditTrail };

export type Appointing = {
  readonly account: Account;
  readonly actor: AuditActor;
  /** Where their mail is, as far as anybody has said. */
  readonly provider: Provider;
  readonly planned: readonly PlannedMember[];
};

/** Writes the people down, with their seats. Whether the seats suffice was looked at under the entitlement's lock. */
export async function appoint(deps: AppointDeps, stores: Stores, appointing: Appointing): Promise<readonly Member[]> {
  const written = new Map<string, Member>();
  for (const planned of appointing.planned) {
    const before = written.get(planned.address) ?? planned.known;
    const member = await keep(deps, stores, { before, planned }, appointing.account);
    if (planned.needsSeat) await seat(deps, stores, member, appointing.provider);
    await record(deps, stores, appointing, { member, as: planned.as, isNew: before === undefined });
    written.set(planned.address, member);
  }
  return [...written.values()];
}

async function keep(
  { ids }: AppointDeps,
  { members }: Stores,
  { before, planned }: { readonly before: Member | undefined; readonly planned: PlannedMember },
  account: Account,
): Promise<Member> {
  const base = before ?? newMember(ids.next('member'), account.id, planned);
  const member = { ...appointed(base, planned.as, account.tier), version: base.version + 1 };
  if (before === undefined) await members.add(member);
  else await members.replace(before, member);
  return member;
}

async function seat(
  { ids, clock }: AppointDeps,
  stores: Stores,
  { id: memberId, accountId }: Member,
  provider: Provider,
): Promise<void> {
  if (!(await takeSeat(stores, 'full-access', clock.now()))) throw new Error(`No seat is left for ${memberId}`);
  const seatId: Id<'seat'> = ids.next('seat');
  await stores.seats.add({
    id: seatId,
    accountId,
    memberId,
    seatType: 'full-access',
    basis: 'purchased',
    team: undefined,
    privacy: 'share-subjects',
    provider,
    invitedBy: memberId,
    version: 1,
    state: 'active',
    since: clock.now(),
  });
}

async function record(
  { audit, clock }: AppointDeps,
  stores: Stores,
  { actor, account }: Appointing,
  { member, as, isNew }: { readonly member: Member; readonly as: PlannedMember['as']; readonly isNew: boolean },
): Promise<void> {
  await audit(stores, account.id, {
    kind: isNew ? 'member.added' : 'member.appointed',
    at: clock.now(),
    actor,
    subject: { kind: 'member', id: member.id },
    facts: { as, role: member.role, grants: member.grants.join(',') },
    personal: [{ memberId: member.id, values: { name: member.fullName, address: member.address } }],
  });
}
