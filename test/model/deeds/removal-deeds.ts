import * as fc from 'fast-check';
import { createCarryOutRemoval } from '../../../core/removals/carry-out-removal.ts';
import { unreachable } from '../../../core/result.ts';
import type { Office } from '../../flows/office.ts';
import { aLease } from '../a-lease.ts';
import {
  addressOf,
  anyAdmin,
  anybody,
  anyStaff,
  anySupporter,
  memberCalled,
  type Person,
  type Staff,
} from '../people.ts';
import { noticesAbout, pressIf, pressOn, submitted, type Label } from '../pressing.ts';
import { dayIn, depart } from './leaving-deeds.ts';

/** What stands on the card of a removal, for whoever may press it. */
const BUTTONS = {
  endorse: 'Endorse',
  assign: 'Assign to me',
  schedule: /^Set a/u,
  force: /at once$/u,
  'reject-removal': 'Reject',
  resume: 'Resume',
} as const;

export type RemovalDeed =
  | { readonly kind: 'ask-removal'; readonly by: Staff; readonly person: Person }
  | { readonly kind: keyof typeof BUTTONS | 'withdraw'; readonly by: Staff; readonly removal: number }
  /** Every worker that carries removals out at once. */
  | { readonly kind: 'remove' };

const anyNumber = fc.constantFrom(1, 1, 1, 2);

export const anyRemovalDeed: fc.Arbitrary<RemovalDeed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('ask-removal' as const),
      by: fc.oneof(anyAdmin, anyStaff),
      person: anybody,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'assign' as const,
        'schedule' as const,
        'schedule' as const,
        'schedule' as const,
        'force' as const,
      ),
      by: anySupporter,
      removal: anyNumber,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('endorse' as const), by: anyAdmin, removal: anyNumber }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('withdraw' as const, 'reject-removal' as const, 'resume' as const),
      by: anyStaff,
      removal: anyNumber,
    }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: 'remove' as const }) },
);

export async function actOnRemovals(office: Office, deed: RemovalDeed): Promise<unknown> {
  switch (deed.kind) {
    case 'ask-removal':
      return await ask(office, deed.by, deed.person);
    case 'withdraw':
      return await withdraw(office, deed.by, deed.removal);
    case 'remove':
      return await remove(office);
    case 'schedule':
      await pressOn(office, deed.by, `removal ${deed.removal}`, BUTTONS.assign);
      return await handle(office, deed.by, deed.removal, BUTTONS.schedule);
    case 'endorse':
    case 'assign':
    case 'force':
    case 'reject-removal':
    case 'resume':
      return await handle(office, deed.by, deed.removal, BUTTONS[deed.kind]);
    default:
      return unreachable(deed);
  }
}

async function handle(office: Office, by: Staff, removal: number, label: Label): Promise<unknown> {
  const form = await pressOn(office, by, `removal ${removal}`, label);
  const answers = { reason: 'They asked for it', ticket: 'T-17', day: dayIn(office, 2), agreed: true };
  return await submitted(office, by, form, answers);
}

async function ask(office: Office, by: Staff, person: Person): Promise<unknown> {
  const member = await memberCalled(office, person);
  if (member === undefined) return undefined;
  const mailboxes = await office.inAccount(({ mailboxes: all }) => all.ofMember(member.id));
  const addresses = [...new Set([member.address, ...mailboxes.map(({ address }) => address)])].join('\n');
  const form = await office.types(by, `remove ${addressOf(person)}`);
  const given = { fullName: member.fullName, addresses, reason: 'They left and asked for it.', ticket: 'T-17' };
  return await submitted(office, by, form, given);
}

async function withdraw(office: Office, by: Staff, number: number): Promise<unknown> {
  const request = await office.inAccount(({ removals }) => removals.byNumber(number));
  if (request === undefined) return undefined;
  const [card] = await noticesAbout(office, new RegExp(`^removal:asker:${request.id}$`, 'u'));
  return card === undefined ? undefined : await pressIf(office, by, card.view, 'Withdraw');
}

/** The departure that is a part of it in between, as another worker would do it. */
async function remove(office: Office): Promise<void> {
  await carryOut(office);
  await depart(office);
  await carryOut(office);
}

async function carryOut({ deps, clock, inAccount }: Office): Promise<void> {
  const carryOutRemoval = createCarryOutRemoval(deps);
  const { signal } = new AbortController();
  for (const { accountId, id: removalId } of await inAccount(({ removals }) => removals.list()))
    await carryOutRemoval({ accountId, removalId }, signal, aLease(accountId, clock.now()));
}
