import { createDeliverNotice } from '../../core/outbox/deliver-notice.ts';
import { changePurchased, takeSeat } from '../../core/seats/capacity.ts';
import { SEAT_TYPES } from '../../core/seats/seat-type.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { aList, anApiKey } from '../builders/records.ts';
import { aSeat } from '../builders/seats.ts';
import { anOffice, type Office } from '../flows/office.ts';
import { createFakeChatGateway, type FakeMessage } from '../fakes/fake-chat-gateway.ts';
import type { WorldOptions } from '../flows/world.ts';

/** What the account owns before anybody does anything. */
export const OPENING = { 'sync-only': 2, 'full-access': 1 } as const;

export type ModelOffice = Office & {
  /** What has arrived in chats and mailboxes, in that order of surfaces. */
  readonly arrived: () => readonly FakeMessage[];
  /** Takes some of what waits to be told as far as it comes, oldest first. */
  readonly worksOnNotices: (most: number) => Promise<void>;
};

/** An office in which everybody who could leave has something to leave behind. */
export async function aModelOffice(options: WorldOptions): Promise<ModelOffice> {
  const office = await anOffice(options);
  await office.member('hedy', 'Hedy Lamarr', { role: 'admin', grants: ['approver'] });
  await office.member('sam', 'Sam Spade', { grants: ['support'] });
  await office.member('sue', 'Sue Grafton', { grants: ['support'] });
  await furnish(office);
  const surfaces = ['chat', 'email'].map((surface) => [surface, createFakeChatGateway({ surface })] as const);
  const gateways = new Map(surfaces);
  const deliver = createDeliverNotice({
    ...office.deps,
    gateways: (surface) => gateways.get(surface),
    directories: () => undefined,
  });
  // Whoever takes one holds its lease; another worker leaves it alone.
  const inHand = new Set<string>();
  return {
    ...office,
    arrived: () => surfaces.flatMap(([, gateway]) => gateway.messages()),
    worksOnNotices: async (most) => {
      const waiting = await office.inAccount(({ notices }) => notices.list(['pending']));
      for (const { id: noticeId, accountId } of waiting.slice(0, most)) {
        if (inHand.has(noticeId)) continue;
        inHand.add(noticeId);
        await deliver({ accountId, noticeId }, new AbortController().signal);
        inHand.delete(noticeId);
      }
    },
  };
}

/** Eve has a seat, a work mailbox and one at home; she and Grace have a list and a key. */
async function furnish({ inAccount, clock, member, ada, grace }: Office): Promise<void> {
  const eve = await member('eve', 'Eve Online');
  const { id: memberId, accountId, address } = eve;
  await inAccount(async (stores) => {
    for (const seatType of SEAT_TYPES) await changePurchased(stores, seatType, OPENING[seatType], clock.now());
    await takeSeat(stores, 'sync-only', clock.now());
    await stores.seats.add(aSeat({ accountId, memberId, invitedBy: ada.id, privacy: 'share-subjects' }));
    await stores.mailboxes.add(aMailbox({ accountId, memberId, address, cursor: 'page 7' }));
    await stores.mailboxes.add(aMailbox({ accountId, memberId, address: 'eve@home.example', class: 'personal' }));
    for (const { id } of [eve, grace]) {
      await stores.lists.add(aList({ accountId, ownerId: id }));
      await stores.apiKeys.add(anApiKey({ accountId, memberId: id }));
    }
  });
}
