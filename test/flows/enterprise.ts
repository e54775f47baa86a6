import type { Account } from '../../core/accounts/account.ts';
import type { SeatBase } from '../../core/seats/seat.ts';
import type { Member } from '../../core/people/member.ts';
import { aSeat } from '../builders/seats.ts';
import { ACME } from '../builders/ids.ts';
import { aWorld } from './world.ts';

export type Enterprise = Awaited<ReturnType<typeof anEnterprise>>;

/** Eva, the Enterprise Admin, Ada, an Admin, and Sam, a Standard member. */
export async function anEnterprise(rights: Partial<Pick<Account, 'tier' | 'userManagers' | 'mailSharing'>> = {}) {
  const world = await aWorld({ seats: 5 });
  const eva = await world.member('eva', 'Eva Enders', { role: 'enterprise-admin' });
  const ada = await world.member('ada', 'Ada Lovelace', { role: 'admin' });
  const sam = await world.member('sam', 'Sam Standard');
  await world.inAccount(async ({ accounts }) => {
    const account = await accounts.get();
    await accounts.replace(account, { ...account, tier: 'enterprise', ...rights, version: account.version + 1 });
  });
  return {
    ...world,
    eva,
    ada,
    sam,
    account: () => world.inAccount(({ accounts }) => accounts.get()),
    memberNow: async ({ id }: Member) => await world.inAccount(({ members }) => members.get(id)),
    /** An active Sync Only seat at the level of subjects. */
    seated: async ({ id }: Member, seat: Partial<SeatBase> = {}) =>
      await world.inAccount(({ seats }) =>
        seats.add(aSeat({ accountId: ACME, memberId: id, privacy: 'share-subjects', ...seat })),
      ),
    seatOf: async ({ id }: Member) => await world.inAccount(({ seats }) => seats.ofMember(id)),
    audited: async () => (await world.inAccount(({ audit }) => audit.from(1, 500))).map(({ kind }) => kind),
  };
}
