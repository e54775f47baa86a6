import { capable } from '../../../core/people/capable.ts';
import type { Member } from '../../../core/people/member.ts';
import { POLICY } from '../../../core/people/policy.ts';
import { holdsSeat } from '../../../core/seats/seat-moves.ts';
import type { Stores } from '../../../core/transaction.ts';
import type { Rule } from './rule.ts';

/** Without one who may manage users nobody could ever be invited, deactivated or reactivated again. */
export const somebodyManages: Rule = async ({ accounts, members }) => {
  const managers = capable(POLICY.deactivate, await accounts.get(), await members.list());
  return managers.length > 0 ? [] : ['nobody who is here may manage users'];
};

/** Whoever has left holds no seat and no key, owns no list, and is in nothing that is read; unless they are still leaving. */
export const leaversHoldNothing: Rule = async (stores) => {
  const gone = (await stores.members.list()).filter(
    ({ standing }) => standing === 'deactivated' || standing === 'removed',
  );
  const faults = await Promise.all(gone.map((member) => held(stores, member)));
  return faults.flat();
};

async function held(stores: Stores, { id, fullName, standing }: Member): Promise<readonly string[]> {
  if (await isLeaving(stores, id)) return [];
  const seat = await stores.seats.ofMember(id);
  const keys = (await stores.apiKeys.ofMember(id)).filter(({ state }) => state === 'active');
  const mailboxes = (await stores.mailboxes.ofMember(id)).filter(({ desired }) => desired === 'enabled');
  const lists = await stores.lists.ofOwner(id);
  const who = `${fullName}, who is ${standing},`;
  return [
    // Whoever comes back is given a seat before their mailbox is reached, and is here from then on.
    seat !== undefined && holdsSeat(seat) && seat.state !== 'provisioning' ? `${who} holds a seat` : '',
    keys.length > 0 ? `${who} has a key that works` : '',
    mailboxes.length > 0 ? `${who} is read` : '',
    lists.length > 0 ? `${who} owns a list` : '',
  ];
}

/** Between the decision and the steps that follow it they have no rights any more, and still what is taken step by step. */
async function isLeaving({ departures, removals }: Stores, id: Member['id']): Promise<boolean> {
  const departure = await departures.open(id);
  if (departure?.state === 'leaving') return true;
  const removal = (await removals.list()).findLast(({ memberId }) => memberId === id);
  return removal?.state === 'executing' || removal?.state === 'failed';
}
