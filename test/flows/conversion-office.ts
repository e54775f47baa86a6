import type { Seat } from '../../core/seats/seat.ts';
import { aRemovalOffice, type RemovalOffice } from './removal-office.ts';

const LINUS = { firstName: 'Linus', lastName: 'Torvald', address: 'linus@acme.example' };

/** Ada fills in the three fields. */
export async function asksToConvert(office: RemovalOffice, answers: Partial<typeof LINUS> = {}) {
  const form = await office.types('ada', '/seat convert linus@acme.example');
  return await office.submits('ada', form, { ...LINUS, ...answers });
}

export async function withFullAccess(purchased: number): Promise<RemovalOffice> {
  const office = await aRemovalOffice();
  await office.inAccount(async ({ entitlements }) => {
    const full = await entitlements.lock('full-access');
    await entitlements.replace(full, { ...full, purchased, version: full.version + 1 });
  });
  return office;
}

export async function used({ inAccount }: RemovalOffice): Promise<Readonly<Record<string, string>>> {
  const all = await inAccount(({ entitlements }) => entitlements.list());
  return Object.fromEntries(all.map((one) => [one.seatType, `${one.used} of ${one.purchased}`]));
}

export async function seatOf({ inAccount, linus }: RemovalOffice): Promise<Seat> {
  const seat = await inAccount(({ seats }) => seats.ofMember(linus.id));
  if (seat === undefined) throw new Error('Linus has no seat');
  return seat;
}
