import type { AbsenceRefused } from './absence-refused.ts';
import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { AuditActor } from '../audit/audit-record.ts';
import { tell } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { holdsAt, type Delegation } from './delegation.ts';
import type { OpenRequestDeps } from './open-request-deps.ts';
import { namedForAnotherView, youStandInView } from './delegation-views.ts';
import { askedNow, postRequestCards } from './request-cards.ts';
import { stillDecides } from './still-decides.ts';

/** Longer absences end by themselves, so that nobody decides for somebody who has long forgotten it. */
const LONGEST = Temporal.Duration.from({ hours: 90 * 24 });

export type Absence = {
  readonly from: Member;
  readonly to: Member;
  readonly until: Temporal.Instant;
  readonly setBy: AuditActor;
};

/** Puts a delegate beside somebody who is away: open requests and new ones reach both, until the day is over. */
export async function delegateAbsence(
  deps: OpenRequestDeps,
  stores: Stores,
  absence: Absence,
): Promise<Result<Delegation, AbsenceRefused>> {
  const refused = await refusal(deps, stores, absence);
  if (refused !== undefined) return err(refused);
  const { from, to, until } = absence;
  const { accountId } = from;
  const before = await stores.delegations.of(from.id);
  const since = deps.clock.now();
  const setBy = absence.setBy.kind === 'member' ? absence.setBy.memberId : undefined;
  const version = (before?.version ?? 0) + 1;
  const delegation = { accountId, from: from.id, to: to.id, setBy, since, until, version };
  if (before === undefined) await stores.delegations.add(delegation);
  else await stores.delegations.replace(before, delegation);
  await auditAbsence(deps, stores, absence, 'delegation.set');
  const key = `delegation:${from.id}:${delegation.version}`;
  await tell(deps, stores, accountId, {
    key,
    subject: key,
    recipient: { kind: 'member', memberId: to.id },
    view: youStandInView(from, until),
  });
  if (setBy !== from.id) await tellOthers(deps, stores, absence, key);
  await shareOpenRequests(deps, stores, to);
  return ok(delegation);
}

/** Named by somebody else: whoever is absent and the administrators learn of it, so that nobody does it unseen. */
async function tellOthers(
  deps: OpenRequestDeps,
  stores: Stores,
  { from, to, until, setBy }: Absence,
  key: string,
): Promise<void> {
  const by = setBy.kind === 'member' ? await stores.members.get(setBy.memberId) : undefined;
  const view = namedForAnotherView({ from, to, until, by: by?.fullName ?? 'The operator' });
  const recipient = { kind: 'member', memberId: from.id } as const;
  await tell(deps, stores, from.accountId, { key: `${key}:absent`, subject: key, recipient, view });
  await tellAdministrators(deps, stores, {
    row: POLICY.delegate,
    key: `${key}:admins`,
    subject: key,
    alsoInChannel: false,
    view,
  });
}

/** Ends it now; false when there is none. What was decided stays decided. */
export async function endDelegation(
  deps: OpenRequestDeps,
  stores: Stores,
  { from, setBy }: Pick<Absence, 'from' | 'setBy'>,
): Promise<boolean> {
  const now = deps.clock.now();
  const delegation = await stores.delegations.of(from.id);
  if (delegation === undefined || !holdsAt(delegation, now)) return false;
  await stores.delegations.replace(delegation, { ...delegation, until: now, version: delegation.version + 1 });
  const to = await stores.members.get(delegation.to);
  if (to !== undefined) await auditAbsence(deps, stores, { from, to, until: now, setBy }, 'delegation.ended');
  return true;
}

async function refusal(
  { clock }: OpenRequestDeps,
  { delegations }: Stores,
  { from, to, until, setBy }: Absence,
): Promise<AbsenceRefused | undefined> {
  const now = clock.now();
  if (!stillDecides(from)) return { kind: 'nothing-to-delegate' };
  if (from.id === to.id) return { kind: 'to-oneself' };
  if (setBy.kind === 'member' && setBy.memberId === to.id) return { kind: 'to-oneself-for-another' };
  if (to.standing !== 'active') return { kind: 'not-active' };
  if (Temporal.Instant.compare(until, now) <= 0) return { kind: 'in-the-past' };
  if (Temporal.Instant.compare(until, now.add(LONGEST)) > 0) return { kind: 'too-long', latest: now.add(LONGEST) };
  const theirs = await delegations.of(to.id);
  return theirs !== undefined && holdsAt(theirs, now) ? { kind: 'away-too', until: theirs.until } : undefined;
}

/** What waits already reaches the delegate at once. */
async function shareOpenRequests(deps: OpenRequestDeps, stores: Stores, to: Member): Promise<void> {
  for (const request of await stores.requests.open()) {
    if ((await askedNow(stores, request, deps.clock.now())).includes(to.id))
      await postRequestCards(deps, stores, request);
  }
}

async function auditAbsence(
  { audit, clock }: OpenRequestDeps,
  stores: Stores,
  { from, to, until, setBy }: Absence,
  kind: 'delegation.set' | 'delegation.ended',
): Promise<void> {
  await audit(stores, from.accountId, {
    kind,
    at: clock.now(),
    actor: setBy,
    subject: { kind: 'member', id: from.id },
    facts: { delegate: to.id, until: until.toString() },
    personal: [],
  });
}
