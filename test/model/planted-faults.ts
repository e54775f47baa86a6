import type { Stores } from '../../core/transaction.ts';
import type { Theme } from './deeds.ts';
import { everybodyHasOneSeat, seatsAreCounted } from './rules/capacity.ts';
import { chargesAreAgreedTo } from './rules/charges.ts';
import { nobodyDecidesTheirOwn } from './rules/decisions.ts';
import { movesAreDrawn } from './rules/drawn-moves.ts';
import { leaversHoldNothing, somebodyManages } from './rules/leavers.ts';
import { messagesAreTheirs } from './rules/messages.ts';
import { noticesAreAboutSomething } from './rules/notices.ts';
import { somebodyDecides } from './rules/somebody-decides.ts';
import type { Rule } from './rules/rule.ts';

/** A product that is not what it should be: what its stores do instead, which rule notices, and how it says so. */
export type PlantedFault = {
  readonly name: string;
  readonly rule: Rule;
  readonly says: RegExp;
  readonly theme: Theme;
  readonly plant: (stores: Stores) => Partial<Stores>;
};

const PURCHASES: Theme = { seats: 14, requests: 20, money: 8 };
const LISTS: Theme = { lists: 16, requests: 12, seats: 6 };
const LEAVING: Theme = { leaving: 16, seats: 6 };
const POLICY: Theme = { policy: 12, requests: 12, money: 10 };

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: 'a seat that is freed is freed twice',
    rule: seatsAreCounted,
    says: /seats of sync-only are held and/u,
    theme: LEAVING,
    plant: ({ entitlements }) => ({
      entitlements: {
        ...entitlements,
        replace: async (before, next) =>
          await entitlements.replace(before, {
            ...next,
            used: next.used < before.used ? Math.max(0, next.used - 1) : next.used,
          }),
      },
    }),
  },
  {
    name: 'what was bought is not charged',
    rule: seatsAreCounted,
    says: /are owned and .* charged for/u,
    theme: PURCHASES,
    plant: ({ charges }) => ({ charges: { ...charges, add: async () => undefined } }),
  },
  {
    name: 'whoever has a seat is not found',
    rule: everybodyHasOneSeat,
    says: /is given two seats/u,
    theme: PURCHASES,
    plant: ({ seats }) => ({ seats: { ...seats, ofMember: async () => undefined } }),
  },
  {
    name: 'a charge is twice what was agreed to',
    rule: chargesAreAgreedTo,
    says: /is charged too much/u,
    theme: PURCHASES,
    plant: ({ charges }) => ({
      charges: {
        ...charges,
        add: async (line) =>
          await charges.add(
            line.state === 'accrued' ? { ...line, amount: { ...line.amount, minor: 2n * line.amount.minor } } : line,
          ),
      },
    }),
  },
  {
    name: 'everybody of a list is charged twice',
    rule: chargesAreAgreedTo,
    says: /a seat is charged twice/u,
    theme: LISTS,
    plant: ({ charges }) => ({
      charges: {
        ...charges,
        add: async (line) => {
          await charges.add(line);
          if (line.seatId !== undefined) await charges.add({ ...line, id: mirrored(line.id), part: line.part + 9 });
        },
      },
    }),
  },
  {
    name: 'what approvers agreed to is not kept',
    rule: chargesAreAgreedTo,
    says: /was approved without agreement/u,
    theme: PURCHASES,
    plant: ({ acknowledgements }) => ({
      acknowledgements: {
        ...acknowledgements,
        add: async (given) => (given.part === 'approver' ? undefined : await acknowledgements.add(given)),
      },
    }),
  },
  {
    name: 'an approval is that of whoever asked',
    rule: nobodyDecidesTheirOwn,
    says: /was decided by somebody it is for/u,
    theme: PURCHASES,
    plant: ({ requests }) => ({
      requests: {
        ...requests,
        replace: async (before, next) =>
          await requests.replace(before, {
            ...next,
            approvals: next.approvals.map((approved) => ({ ...approved, by: next.requestedBy })),
          }),
      },
    }),
  },
  {
    name: 'it is forgotten who let purchases go through by themselves',
    rule: nobodyDecidesTheirOwn,
    says: /was approved by the policy of who asked/u,
    theme: POLICY,
    plant: ({ policies }) => ({
      policies: {
        ...policies,
        current: async (seatType) => {
          const policy = await policies.current(seatType);
          return policy && { ...policy, modeSetBy: undefined };
        },
        add: async (policy) => await policies.add({ ...policy, modeSetBy: policy.setBy }),
      },
    }),
  },
  {
    name: 'the last approval is not written down',
    rule: nobodyDecidesTheirOwn,
    says: /lacks approvals that its policy asks for/u,
    theme: PURCHASES,
    plant: ({ requests }) => ({
      requests: {
        ...requests,
        replace: async (before, next) =>
          await requests.replace(before, next.state === 'approved' ? { ...next, approvals: [] } : next),
      },
    }),
  },
  {
    name: 'nobody is told that nobody can decide',
    rule: somebodyDecides,
    says: /nobody can decide on request/u,
    theme: { rights: 16, money: 12, leaving: 8 },
    plant: ({ notices }) => ({
      notices: {
        ...notices,
        add: async (notice) => notice.subject.startsWith('request-stuck:') || (await notices.add(notice)),
      },
    }),
  },
  {
    name: 'a mailbox that is reached is refused',
    rule: movesAreDrawn,
    says: /a seat went from \S+ to refused/u,
    theme: PURCHASES,
    plant: ({ seats }) => ({
      seats: {
        ...seats,
        replace: async (before, { ...next }) =>
          await seats.replace(
            before,
            next.state === 'active' ? { ...next, state: 'refused', fault: 'no-such-mailbox', at: next.since } : next,
          ),
      },
    }),
  },
  {
    name: 'whoever is changed loses their role',
    rule: somebodyManages,
    says: /nobody who is here may manage users/u,
    theme: { rights: 16, leaving: 8 },
    plant: ({ members }) => ({
      members: {
        ...members,
        replace: async (before, next) => await members.replace(before, { ...next, role: 'standard' }),
      },
    }),
  },
  {
    name: 'lists are not passed on',
    rule: leaversHoldNothing,
    says: /owns a list/u,
    theme: LEAVING,
    plant: ({ lists }) => ({ lists: { ...lists, replace: async () => undefined } }),
  },
  {
    name: 'keys are not revoked',
    rule: leaversHoldNothing,
    says: /has a key that works/u,
    theme: LEAVING,
    plant: ({ apiKeys }) => ({ apiKeys: { ...apiKeys, replace: async () => undefined } }),
  },
  {
    name: 'seats are not ended',
    rule: leaversHoldNothing,
    says: /holds a seat/u,
    theme: LEAVING,
    plant: ({ seats }) => ({
      seats: {
        ...seats,
        replace: async (before, next) => (next.state === 'deactivated' ? undefined : await seats.replace(before, next)),
      },
    }),
  },
  {
    name: 'mailboxes are read on',
    rule: leaversHoldNothing,
    says: /, is read/u,
    theme: LEAVING,
    plant: ({ mailboxes }) => ({ mailboxes: { ...mailboxes, replace: async () => undefined } }),
  },
  {
    name: 'the outbox takes everybody for somebody who is here',
    rule: messagesAreTheirs,
    says: /, who is \S+, is told/u,
    theme: { leaving: 16, requests: 10, money: 8, notices: 20 },
    plant: ({ members }) => ({
      members: {
        ...members,
        get: async (id) => {
          const member = await members.get(id);
          return member && { ...member, standing: 'active' };
        },
      },
    }),
  },
  {
    name: 'that a message has arrived is not written down',
    rule: messagesAreTheirs,
    says: /is told twice/u,
    theme: { requests: 10, money: 8, notices: 30 },
    plant: ({ notices }) => ({
      notices: {
        ...notices,
        replace: async (before, next) =>
          await notices.replace(
            before,
            next.state === 'delivered' ? { ...next, state: 'pending', notBefore: next.at } : next,
          ),
      },
    }),
  },
  {
    name: 'notices are about something else',
    rule: noticesAreAboutSomething,
    says: /is about nothing/u,
    theme: PURCHASES,
    plant: ({ notices }) => ({
      notices: {
        ...notices,
        add: async (notice) => await notices.add({ ...notice, subject: mirrored(notice.subject) }),
      },
    }),
  },
];

/** Another id that is as good: every first digit of an id becomes an f. */
function mirrored<Text extends string>(text: Text): Text {
  // What is put together from a text of this kind is of this kind.
  return text.replaceAll(/0(?=[0-9a-f]{7}-)/gu, 'f') as Text;
}
