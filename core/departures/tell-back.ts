import { keyStandingOf } from '../api-keys/api-key-moves.ts';
import { tell, type TellDeps } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import type { Seat } from '../seats/seat.ts';
import type { Stores } from '../transaction.ts';
import type { CameBack } from './come-back.ts';
import { reactivatedView, youAreBackView } from './reactivate-views.ts';

export type Back = { readonly seat: Seat; readonly member: Member; readonly back: CameBack | undefined };

/** Whoever reactivated them hears what came back, and the person that they have a seat; both, that a key is needed. */
export async function tellBack(deps: TellDeps, stores: Stores, { seat, member, back }: Back): Promise<void> {
  const key = keyStandingOf(await stores.apiKeys.ofMember(member.id));
  const by = await stores.members.get(seat.invitedBy);
  const views = [
    { to: seat.invitedBy, view: reactivatedView(member, back, key) },
    { to: member.id, view: youAreBackView(seat, by?.fullName ?? 'an administrator', back, key) },
  ];
  for (const { to, view } of views) {
    const subject = `reactivated:${seat.id}`;
    await tell(deps, stores, seat.accountId, {
      key: `${subject}:${to}`,
      subject,
      recipient: { kind: 'member', memberId: to },
      view,
    });
  }
}
