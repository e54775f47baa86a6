import type { ApprovalStep } from '../../core/approvals/approval-policy.ts';
import type { ApprovalRequest } from '../../core/approvals/approval-request.ts';
import { formatMoney } from '../../core/billing/money.ts';
import type { SealedView } from '../../core/views/view.ts';
import { aWorld } from './world.ts';

export const INVITE = '/seat invite linus@acme.example Linus Torvald privacy:subjects';

export type Office = Awaited<ReturnType<typeof anOffice>>;

/** Ada, an Admin who asks, and Grace and Barbara, who approve. */
export async function anOffice(options: Parameters<typeof aWorld>[0] = {}) {
  const world = await aWorld(options);
  const ada = await world.member('ada', 'Ada Lovelace', { role: 'admin' });
  const grace = await world.member('grace', 'Grace Hopper', { grants: ['approver'] });
  const barbara = await world.member('barbara', 'Barbara Liskov', { grants: ['approver'] });
  return { ...world, ada, grace, barbara };
}

/** Up to the card in the approvers' hands. */
export async function askedFor(office: Office, invite = INVITE) {
  await office.types('ada', invite);
  await office.checksSeats();
  const price = await office.lastNotice(office.ada, 'ada');
  const form = await office.presses('ada', price.view, /^Review/u);
  const sent = await office.submits('ada', form, { agreed: true });
  const card = await office.lastNotice(office.grace, 'grace');
  return { price: price.view, form, sent, card: card.view };
}

export async function theRequest({ inAccount }: Office): Promise<ApprovalRequest> {
  const request = (await inAccount(({ requests }) => requests.list())).at(-1);
  if (request === undefined) throw new Error('Nothing was asked for');
  return request;
}

/** As if the account's policy had been this when the request was made. */
export async function putUnder(office: Office, steps: readonly ApprovalStep[]): Promise<void> {
  const request = await theRequest(office);
  await office.inAccount(({ requests }) =>
    requests.replace(request, { ...request, policy: { ...request.policy, steps } }),
  );
}

/** What the account is charged, in words that compare: `waiting 1`, `accrued 4 EUR 120.13`. */
export async function charged({ inAccount }: Office): Promise<readonly string[]> {
  const lines = await inAccount(({ charges }) => charges.list());
  return lines
    .map((line) => `${line.state} ${line.quantity}${line.state === 'accrued' ? ` ${formatMoney(line.amount)}` : ''}`)
    .toSorted();
}

export async function syncOnly({ inAccount }: Pick<Office, 'inAccount'>): Promise<string> {
  const all = await inAccount(({ entitlements }) => entitlements.list());
  const { used = 0, purchased = 0 } = all.find(({ seatType }) => seatType === 'sync-only') ?? {};
  return `${used} of ${purchased}`;
}

export async function seatStates({ inAccount }: Office): Promise<readonly string[]> {
  return (await inAccount(({ seats }) => seats.list())).map(({ state }) => state);
}

/** The card of a request that somebody was given last, apart from whatever else they were told at that moment. */
export async function lastCard({ inAccount }: Office, user: string): Promise<SealedView> {
  const all = await inAccount(({ notices }) => notices.list(['pending', 'delivered']));
  const card = all.findLast(
    ({ subject, recipient }) =>
      /^request:[^:]+$/u.test(subject) &&
      recipient.kind === 'address' &&
      recipient.address.kind === 'user' &&
      recipient.address.user === user,
  );
  if (card === undefined) throw new Error(`${user} was given no card`);
  return card.view;
}
