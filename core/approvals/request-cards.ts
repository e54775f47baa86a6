import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { repaint, tell, type TellStores } from '../outbox/tell.ts';
import type { Recipient } from '../outbox/notice.ts';
import type { Member } from '../people/member.ts';
import { membersOf } from '../people/members-of.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import { today } from '../clock.ts';
import { interestedIn, type ApprovalRequest } from './approval-request.ts';
import { delegatesOf } from './as-decider.ts';
import { currentStep, peopleOfStep } from './decide.ts';
import type { Said } from './said-blocks.ts';
import { requestCard } from './request-card.ts';
import { approvedBy, endedBy } from './signatures.ts';

type Deps = { readonly ids: Ids; readonly clock: Clock };
export type CardStores = TellStores &
  Pick<Stores, 'quotes' | 'members' | 'identities' | 'channels' | 'delegations' | 'comments'>;

export function requestSubject(id: Id<'request'>): string {
  return `request:${id}`;
}

/** A live card wherever those whose turn it is are, on each of their chats, and in the channels; nobody gets it twice. */
export async function postRequestCards(deps: Deps, stores: CardStores, request: ApprovalRequest): Promise<void> {
  const view = await currentCard(deps, stores, request);
  for (const recipient of await audience(deps, stores, request)) {
    await tell(deps, stores, request.accountId, {
      key: `${requestSubject(request.id)}:${recipientKey(recipient)}`,
      subject: requestSubject(request.id),
      recipient,
      view,
    });
  }
}

/** Brings every copy of the card to what the request is now. */
export async function repaintRequestCards(deps: Deps, stores: CardStores, request: ApprovalRequest): Promise<void> {
  await repaint(deps, stores, request.accountId, {
    subject: requestSubject(request.id),
    view: await currentCard(deps, stores, request),
  });
}

export async function currentCard({ clock }: Deps, stores: CardStores, request: ApprovalRequest): Promise<View> {
  const quote = await stores.quotes.get(request.quoteId);
  const requester = await stores.members.get(request.requestedBy);
  if (quote === undefined || requester === undefined)
    throw new Error(`Request ${request.id} lacks its quote or requester`);
  return requestCard({
    request,
    quote,
    requester,
    approvedBy: await approvedBy(stores, request),
    endedBy: await endedBy(stores, request),
    said: await saidAbout(stores, request),
    today: today(clock, quote.timeZone),
  });
}

async function saidAbout({ comments, members }: CardStores, { id }: ApprovalRequest): Promise<readonly Said[]> {
  const all = await comments.ofRequest(id);
  return await Promise.all(all.map(async (comment) => ({ comment, by: await members.get(comment.by) })));
}

/** The member named in how a request ended. */
export async function deciderOf(stores: Pick<Stores, 'members'>, request: ApprovalRequest) {
  return (await endedBy(stores, request))?.by;
}

/** Those whose turn it is, whoever stands in for them, and the channels, which see every step. */
async function audience({ clock }: Deps, stores: CardStores, request: ApprovalRequest): Promise<readonly Recipient[]> {
  const asked = await askedNow(stores, request, clock.now());
  const personal = await Promise.all(asked.map((memberId) => chatsOf(stores, memberId)));
  const channels = (await stores.channels.list()).filter((channel) => channel.purpose === 'approvals');
  return [
    ...personal.flat(),
    ...channels.map(({ surface, workspace, channel }): Recipient => ({
      kind: 'channel',
      purpose: 'approvals',
      address: { kind: 'channel', surface, workspace, channel },
    })),
  ];
}

/** Never the requester nor whoever benefits, also where somebody absent has named them. */
export async function askedNow(
  stores: Pick<Stores, 'delegations'>,
  request: ApprovalRequest,
  at: Temporal.Instant,
): Promise<readonly Id<'member'>[]> {
  const { step } = currentStep(request);
  const people = step === undefined ? [] : peopleOfStep(step);
  const barred = interestedIn(request);
  const asked = new Set([...people, ...(await delegatesOf(stores, request, people, at))]);
  return [...asked].filter((memberId) => !barred.includes(memberId));
}

/** Each chat a member is known in; somebody who is in none is found, or written to by e-mail, when it is delivered. */
async function chatsOf({ identities }: CardStores, memberId: Id<'member'>): Promise<readonly Recipient[]> {
  const known = await identities.ofMember(memberId);
  if (known.length === 0) return [{ kind: 'member', memberId }];
  return known.map(({ user }): Recipient => ({ kind: 'address', address: { kind: 'user', ...user } }));
}

function recipientKey(recipient: Recipient): string {
  if (recipient.kind === 'member') return `member:${recipient.memberId}`;
  const { address } = recipient;
  return `${address.surface}:${address.workspace}:${address.kind === 'user' ? address.user : address.channel}`;
}

/** Everybody the request is put to, in the order of its steps. */
export async function approversOf(
  { members }: Pick<Stores, 'members'>,
  request: ApprovalRequest,
): Promise<readonly Member[]> {
  return await membersOf({ members }, request.policy.steps.flatMap(peopleOfStep));
}
