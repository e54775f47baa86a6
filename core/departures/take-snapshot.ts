import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { Member } from '../people/member.ts';
import { isUsed } from '../seats/seat-moves.ts';
import type { Stores } from '../transaction.ts';
import type { DepartureSnapshot, KeyHeld, MailboxHoldings } from './departure-snapshot.ts';

/** What there is of a member now; taken again at the confirmation, so that nobody agrees to what was. */
export async function takeSnapshot(stores: Stores, { id: memberId }: Pick<Member, 'id'>): Promise<DepartureSnapshot> {
  const seat = await stores.seats.ofMember(memberId);
  const mailboxes = await stores.mailboxes.ofMember(memberId);
  const personal = mailboxes.filter((mailbox) => mailbox.class === 'personal');
  const holdings = await stores.mail.holdings(mailboxes);
  return {
    memberId,
    seatType: seat !== undefined && isUsed(seat) ? seat.seatType : undefined,
    mailboxes: mailboxes.map((mailbox) => holdingsOf(mailbox, holdings.messages)),
    lists: (await stores.lists.ofOwner(memberId)).map(({ name, privacy }) => ({ name, privacy })),
    apiKey: await keyOf(stores, memberId),
    losses: { personal: await stores.mail.losses(personal), all: await stores.mail.losses(mailboxes) },
    held: { interactions: holdings.interactions, connections: holdings.connections },
    notes: {
      attached: (await stores.notes.attachedTo(idsOf(mailboxes))).length,
      personal: (await stores.notes.attachedWithin(idsOf(personal))).length,
      all: (await stores.notes.attachedWithin(idsOf(mailboxes))).length,
    },
  };
}

async function keyOf({ apiKeys }: Stores, memberId: Member['id']): Promise<KeyHeld | undefined> {
  const active = (await apiKeys.ofMember(memberId)).find(({ state }) => state === 'active');
  return active && { integration: active.integration, lastUsedAt: active.lastUsedAt };
}

function idsOf(mailboxes: readonly Mailbox[]): readonly Mailbox['id'][] {
  return mailboxes.map(({ id }) => id);
}

function holdingsOf(mailbox: Mailbox, messages: ReadonlyMap<Mailbox['id'], number>): MailboxHoldings {
  const { id, address } = mailbox;
  return { id, address, class: mailbox.class, messages: messages.get(id) ?? 0 };
}
