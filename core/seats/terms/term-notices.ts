import { tellAdministrators } from '../../accounts/tell-administrators.ts';
import type { DepartureRefused } from '../../departures/departure-refused.ts';
import { departureRefusedView } from '../../departures/departure-refused.ts';
import { holdOn } from '../../departures/legal-hold.ts';
import { jobRecipients, recipientKey } from '../../mailboxes/job-recipients.ts';
import { tell, type TellDeps } from '../../outbox/tell.ts';
import { POLICY } from '../../people/policy.ts';
import type { Stores } from '../../transaction.ts';
import type { View } from '../../views/view.ts';
import type { HeldTerm } from './held-term.ts';
import { endChosenView, endsSoonView, yourSeatEndsView } from './term-views.ts';
import type { RunningTerm, WarningDays } from './term.ts';

/** The person, and whoever chose the end or the channel for such news; everybody who manages users where they have left. */
export async function warn(deps: TellDeps, stores: Stores, held: HeldTerm, days: WarningDays): Promise<void> {
  const { term, seat, member } = held;
  const by = await stores.members.get(term.consent.by);
  const hold = await holdOn(stores, member.id);
  const subject = `seat-ends:${term.id}:${days}`;
  const view = endsSoonView(held, { isHeld: hold !== undefined });
  const to = { kind: 'member', memberId: member.id } as const;
  await tell(deps, stores, seat.accountId, {
    key: `${subject}:${member.id}:own`,
    subject: `${subject}:own`,
    recipient: to,
    view: yourSeatEndsView(held, by),
  });
  if (by?.standing !== 'active')
    return await tellAdministrators(deps, stores, {
      row: POLICY.renew,
      key: subject,
      subject,
      view,
      alsoInChannel: true,
      except: member.id,
    });
  await tellChooser(deps, stores, term, { subject, view });
}

/** Somebody who has a seat hears when it got an end, and by whom. */
export async function tellEndChosen(deps: TellDeps, stores: Stores, held: HeldTerm): Promise<void> {
  const by = await stores.members.get(held.term.consent.by);
  if (by === undefined || by.id === held.member.id) return;
  const subject = `seat-end-chosen:${held.term.id}`;
  await tell(deps, stores, held.seat.accountId, {
    key: subject,
    subject,
    recipient: { kind: 'member', memberId: held.member.id },
    view: endChosenView(held, by),
  });
}

/** The day has come and it could not be done. */
export async function tellNotEnded(
  deps: TellDeps,
  stores: Stores,
  term: RunningTerm,
  refused: DepartureRefused,
): Promise<void> {
  await tellChooser(deps, stores, term, {
    subject: `seat-not-ended:${term.id}`,
    view: departureRefusedView(refused),
  });
}

async function tellChooser(
  deps: TellDeps,
  stores: Stores,
  { accountId, consent }: RunningTerm,
  { subject, view }: { readonly subject: string; readonly view: View },
): Promise<void> {
  for (const recipient of await jobRecipients(stores, consent.by))
    await tell(deps, stores, accountId, { key: `${subject}:${recipientKey(recipient)}`, subject, recipient, view });
}
