import type { Id } from '../../core/ids.ts';
import { changePurchased, takeSeat } from '../../core/seats/capacity.ts';
import type { CastName } from '../local/linden.ts';
import type { World } from './world.ts';

/** A seat that was bought and granted just now: its mailbox is looked at, and then read. */
export async function giveSeat({ inAccount, core, accountId, members }: World, name: CastName): Promise<Id<'seat'>> {
  const { ids, clock } = core;
  const id = ids.next('seat');
  const since = clock.now();
  const { id: memberId, address } = members[name];
  await inAccount(async (stores) => {
    await changePurchased(stores, 'sync-only', 1, Temporal.Now.instant());
    await takeSeat(stores, 'sync-only', Temporal.Now.instant());
    await stores.seats.add({
      id,
      accountId,
      memberId,
      seatType: 'sync-only',
      basis: 'purchased',
      team: undefined,
      privacy: 'share-subjects',
      provider: address.endsWith('linden-europe.example') ? 'microsoft' : 'google',
      invitedBy: members.clara.id,
      version: 1,
      state: 'provisioning',
      since,
      voidAt: since.add({ hours: 30 * 24 }),
    });
    const payload = { accountId, seatId: id };
    await stores.work.add({
      id: ids.next('work'),
      kind: 'seat.check',
      key: `seat.check:${id}`,
      payload,
      dueAt: since,
    });
  });
  return id;
}
