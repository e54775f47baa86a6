import type { Account } from '../accounts/account.ts';
import { authorise } from '../people/authority.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';
import type { Action, View } from '../views/view.ts';
import { namesText } from './departure-card.ts';
import { departureRefusedSentence, isAbove, isHeldUp, type DepartureRefused } from './departure-refused.ts';
import type { Departure } from './departure.ts';

export type RefusedOnItsDay =
  | DepartureRefused
  /** Whoever agreed has left, or may not do it any more. */
  | { readonly kind: 'without-rights'; readonly member: Member; readonly by: Member }
  /** Personal mailboxes that are read since: their data would have to go, and nobody agreed to that. */
  | { readonly kind: 'more-to-delete'; readonly member: Member; readonly addresses: readonly string[] };

/** Everything that was asked when the day was chosen is asked again when it has come. */
export async function refusedOnItsDay(
  stores: Pick<Stores, 'members' | 'mailboxes' | 'seats'>,
  account: Account,
  { id, memberId, consent, plan }: Departure,
): Promise<RefusedOnItsDay | undefined> {
  const member = await stores.members.get(memberId);
  const by = await stores.members.get(consent.by);
  if (member === undefined || by === undefined) throw new Error(`Departure ${id} lacks its people`);
  if (member.standing !== 'active') return { kind: 'not-active', member };
  const heldUp = await isHeldUp(stores, account, member);
  if (heldUp !== undefined) return heldUp;
  const authority = authorise(POLICY.deactivate, { kind: 'member', member: by }, account, 'other');
  if (by.standing !== 'active' || authority.kind === 'denied') return { kind: 'without-rights', member, by };
  if (isAbove(member, by)) return { kind: 'above', member };
  const unforeseen = (await stores.mailboxes.ofMember(memberId)).filter(
    (mailbox) => mailbox.class === 'personal' && !plan.purges.includes(mailbox.id),
  );
  if (unforeseen.length === 0) return undefined;
  return { kind: 'more-to-delete', member, addresses: unforeseen.map(({ address }) => address) };
}

export function refusedOnItsDayView(refused: RefusedOnItsDay): View {
  const { member } = refused;
  return {
    title: `${member.fullName} was not deactivated`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: [`The day that was chosen has come. ${sentenceOf(refused)} Nothing was changed.`] }],
    actions: [refused.kind === 'more-to-delete' || refused.kind === 'without-rights' ? again(member) : show(member)],
  };
}

function sentenceOf(refused: RefusedOnItsDay): string {
  if (refused.kind === 'more-to-delete')
    return `Since it was agreed to, ${namesText(refused.addresses)} is read as a personal mailbox, and what is read from it would be deleted too. Look at what would happen and agree again.`;
  if (refused.kind === 'without-rights')
    return `${refused.by.fullName}, who agreed to it, ${refused.by.standing === 'active' ? 'may not deactivate anybody any more' : 'has left'}. Whoever manages users can agree to it now.`;
  return departureRefusedSentence(refused);
}

function again({ fullName, address }: Member): Action {
  const does = { command: 'deactivate', args: { member: address } };
  return { kind: 'run', label: `Show what happens if ${fullName} leaves`, weight: 'primary', does };
}

function show({ fullName, address }: Member): Action {
  const does = { command: 'show', args: { member: address } };
  return { kind: 'run', label: `Show ${fullName}`, weight: 'primary', does };
}
