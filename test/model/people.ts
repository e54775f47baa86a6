import * as fc from 'fast-check';
import type { Office } from '../flows/office.ts';

/** Ada and Hedy are Admins, Hedy is an approver too; Grace and Barbara approve, Sam and Sue are support, Eve is neither. */
export const STAFF = ['ada', 'hedy', 'grace', 'barbara', 'sam', 'sue', 'eve'] as const;
export type Staff = (typeof STAFF)[number];

/** Whoever may be invited: they are in no chat, so they act nowhere. */
const GUESTS = {
  linus: 'Linus Torvald',
  mary: 'Mary Jackson',
  dorothy: 'Dorothy Vaughan',
  alan: 'Alan Kay',
  edith: 'Edith Clarke',
} as const;
export type Guest = keyof typeof GUESTS;
const GUEST_NAMES = Object.keys(GUESTS) as readonly Guest[];

export type Person = Staff | Guest;

export const anyStaff = fc.constantFrom(...STAFF);
/** A few of them much more often than the others, so that what happens to somebody adds up. */
export const anyGuest = fc.constantFrom<Guest>('linus', 'linus', 'mary', 'mary', ...GUEST_NAMES);
export const anybody: fc.Arbitrary<Person> = fc.oneof(
  { weight: 3, arbitrary: anyGuest },
  { weight: 2, arbitrary: anyStaff },
);
/** Whoever manages users, unless that was taken from them, and now and then somebody who does not. */
export const anyAdmin = fc.constantFrom<Staff>('ada', 'ada', 'ada', 'hedy', 'hedy', 'grace');
/** Whoever decides: approvers, administrators, and those who stand in for somebody. */
export const anyDecider = fc.constantFrom<Staff>('grace', 'grace', 'barbara', 'barbara', 'hedy', 'ada', 'eve');
export const anySupporter = fc.constantFrom<Staff>('sam', 'sam', 'sue', 'sue', 'sue', 'hedy');

export function addressOf(person: Person): string {
  return `${person}@acme.example`;
}

export function nameOf(guest: Guest): string {
  return GUESTS[guest];
}

export async function memberCalled({ inAccount }: Pick<Office, 'inAccount'>, person: Person) {
  return await inAccount(({ members }) => members.byAddress(addressOf(person)));
}
