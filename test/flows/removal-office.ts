import type { RemovalRequest } from '../../core/removals/removal-request.ts';
import type { Notice } from '../../core/outbox/notice.ts';
import type { SealedView } from '../../core/views/view.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { aSeat } from '../builders/seats.ts';
import { createCarryOutDeparture } from '../../core/departures/carry-out-departure.ts';
import { createCarryOutRemoval } from '../../core/removals/carry-out-removal.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import type { WorkOutcome } from '../../core/work/work.ts';
import { someWork } from '../builders/work.ts';
import { aWorld } from './world.ts';

export type RemovalOffice = Awaited<ReturnType<typeof aRemovalOffice>>;

/** Ada and Grace manage users, Sam and Sue are support, Eve is neither; Linus is to go. */
export async function aRemovalOffice() {
  const world = await aWorld({ seats: 5 });
  const ada = await world.member('ada', 'Ada Lovelace', { role: 'admin' });
  const grace = await world.member('grace', 'Grace Hopper', { role: 'admin' });
  const sam = await world.member('sam', 'Sam Spade', { grants: ['support'] });
  const sue = await world.member('sue', 'Sue Grafton', { grants: ['support'] });
  const eve = await world.member('eve', 'Eve Online');
  const linus = await world.member('linus', 'Linus Torvald');
  const { accountId } = linus;
  await world.inAccount(async ({ mailboxes, seats, entitlements }) => {
    const entitlement = await entitlements.lock('sync-only');
    await seats.add(aSeat({ accountId, memberId: linus.id, invitedBy: ada.id }));
    await entitlements.replace(entitlement, { ...entitlement, used: 1, version: entitlement.version + 1 });
    await mailboxes.add(aMailbox({ accountId, memberId: linus.id, address: linus.address }));
    await mailboxes.add(aMailbox({ accountId, memberId: linus.id, address: 'linus@home.example', class: 'personal' }));
  });
  return { ...world, ada, grace, sam, sue, eve, linus };
}

export const LINUS = {
  fullName: 'Linus Torvald',
  addresses: 'linus@acme.example\nlinus@home.example',
  reason: 'They left and asked for it.',
  ticket: 'T-17',
} as const;

/** Types the command, fills in the form, and answers what came of it. */
export async function asksFor(
  office: RemovalOffice,
  user: string,
  answers: Partial<Record<keyof typeof LINUS, string>> = {},
) {
  const form = await office.types(user, '/seat remove linus@acme.example');
  return await office.submits(user, form, { ...LINUS, ...answers });
}

export async function theRemoval({ inAccount }: RemovalOffice): Promise<RemovalRequest> {
  const request = (await inAccount(({ removals }) => removals.list())).at(-1);
  if (request === undefined) throw new Error('No removal was asked for');
  return request;
}

/** The live card of a part as it is now: of support, of those who endorse, of those who asked. */
export async function cardOf(office: RemovalOffice, part: 'support' | 'endorsement' | 'asker'): Promise<SealedView> {
  const [first] = await noticesOf(office, part);
  if (first === undefined) throw new Error(`There is no card of the part ${part}`);
  return first.view;
}

export async function noticesOf(office: RemovalOffice, part: string): Promise<readonly Notice[]> {
  const { id } = await theRemoval(office);
  return await office.inAccount(({ notices }) => notices.ofSubject(`removal:${part}:${id}`));
}

/** Whom the notices of a part go to, by member or by channel. */
export async function toldOf(office: RemovalOffice, part: string): Promise<readonly string[]> {
  const names = new Map(
    [office.ada, office.grace, office.sam, office.sue, office.eve].map((one) => [one.id, one.fullName]),
  );
  return (await noticesOf(office, part))
    .map(({ recipient }) => {
      if (recipient.kind === 'member') return names.get(recipient.memberId) ?? 'somebody else';
      return recipient.address.kind === 'channel' ? recipient.address.channel : recipient.address.user;
    })
    .toSorted();
}

/** Up to support having it in hand. */
export async function assigned(office: RemovalOffice, fullName: string = LINUS.fullName): Promise<void> {
  await asksFor(office, 'ada', { fullName });
  await office.presses('sam', await cardOf(office, 'support'), 'Assign to me');
}

/** Sam agrees to what is shown, for the next day. */
export async function scheduled(office: RemovalOffice, fullName: string = LINUS.fullName): Promise<SealedReply> {
  await assigned(office, fullName);
  const form = await office.presses('sam', await cardOf(office, 'support'), 'Set a day');
  return await office.submits('sam', form, { day: '2026-03-14', agreed: true });
}

/** One turn of the worker at the removal. */
export async function worksAtRemoval(office: RemovalOffice, attempts = 0): Promise<WorkOutcome> {
  const { id: removalId, accountId } = await theRemoval(office);
  const work = { ...someWork({ accountId }), accountId, attempts };
  const lease = { work, fencing: 1, until: office.clock.now() };
  return await createCarryOutRemoval(office.deps)({ accountId, removalId }, new AbortController().signal, lease);
}

/** And at the departure that is a part of it. */
export async function worksAtDeparture(office: RemovalOffice): Promise<void> {
  const departure = await office.inAccount(({ departures }) => departures.open(office.linus.id));
  if (departure === undefined) throw new Error('There is no departure');
  const { id: departureId, accountId } = departure;
  await createCarryOutDeparture(office.deps)({ accountId, departureId }, new AbortController().signal);
}

export async function carriedOut(office: RemovalOffice): Promise<void> {
  await scheduled(office);
  office.clock.advance({ hours: 24 });
  await worksAtRemoval(office);
  await worksAtDeparture(office);
  await worksAtRemoval(office);
}
