import { tellAdministrators } from '../accounts/tell-administrators.ts';
import { jobRecipients, recipientKey } from '../mailboxes/job-recipients.ts';
import { tell } from '../outbox/tell.ts';
import type { Recipient } from '../outbox/notice.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { Departure } from './departure.ts';
import type { DepartureDeps } from './departure-deps.ts';
import { deactivatedView, leftForJobsView, purgedView, yourSeatEndedView } from './departure-views.ts';
import { refusedOnItsDayView, type RefusedOnItsDay } from './refused-on-its-day.ts';

/** The person hears who did it, the channel one line; whoever did it hears by the answer, or here if a date was chosen. */
export async function tellDeactivated(
  deps: DepartureDeps,
  stores: Stores,
  departure: Departure,
  { toActor }: { readonly toActor: boolean },
): Promise<void> {
  const { member, by } = await peopleOf(stores, departure);
  const told = { departure, member, by };
  if (by.id !== member.id)
    await tellOne(deps, stores, departure, {
      to: { kind: 'member', memberId: member.id },
      view: yourSeatEndedView(told),
    });
  if (toActor)
    await tellOne(deps, stores, departure, { to: { kind: 'member', memberId: by.id }, view: deactivatedView(told) });
  for (const to of await jobRecipients(stores, by.id))
    if (to.kind === 'channel') await tellOne(deps, stores, departure, { to, view: leftForJobsView(told) });
}

/** Its day has come and it could not be done. Where whoever agreed cannot see to it any more, those hear who can. */
export async function tellNotDeactivated(
  deps: DepartureDeps,
  stores: Stores,
  departure: Departure,
  refused: RefusedOnItsDay,
): Promise<void> {
  const { by, member } = await peopleOf(stores, departure);
  const view = refusedOnItsDayView(refused);
  if (by.standing === 'active')
    await tellOne(deps, stores, departure, { to: { kind: 'member', memberId: by.id }, view });
  if (refused.kind !== 'without-rights') return;
  const subject = `departure-${departure.state}:${departure.id}`;
  const notice = { key: `${subject}:managers`, subject, view, alsoInChannel: false, except: member.id };
  await tellAdministrators(deps, stores, { ...notice, row: POLICY.deactivate });
}

/** Nothing is told where nothing was deleted. */
export async function tellPurged(deps: DepartureDeps, stores: Stores, departure: Departure): Promise<void> {
  if (departure.plan.kind === 'remove' || departure.plan.purges.length === 0) return;
  const { member } = await peopleOf(stores, departure);
  const view = purgedView({ departure, member });
  await tellOne(deps, stores, departure, { to: { kind: 'member', memberId: departure.consent.by }, view });
}

async function peopleOf(
  { members }: Stores,
  { id, memberId, consent }: Departure,
): Promise<{ readonly member: Member; readonly by: Member }> {
  const member = await members.get(memberId);
  const by = await members.get(consent.by);
  if (member === undefined || by === undefined) throw new Error(`Departure ${id} lacks its people`);
  return { member, by };
}

async function tellOne(
  deps: DepartureDeps,
  stores: Stores,
  { id, accountId, state }: Departure,
  { to, view }: { readonly to: Recipient; readonly view: View },
): Promise<void> {
  const subject = `departure-${state}:${id}`;
  await tell(deps, stores, accountId, { key: `${subject}:${recipientKey(to)}`, subject, recipient: to, view });
}
