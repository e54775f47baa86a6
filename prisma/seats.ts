import { z } from 'zod';
import { PROVIDERS } from '../core/accounts/provider.ts';
import { idSchema } from '../core/ids.ts';
import { MAILBOX_FAULTS } from '../core/mailboxes/mailbox-provider.ts';
import { PRIVACY_LEVELS } from '../core/relationships/privacy.ts';
import type { SeatStore } from '../core/seats/seat-store.ts';
import { SEAT_TYPES } from '../core/seats/seat-type.ts';
import { SEAT_BASES, type Seat } from '../core/seats/seat.ts';
import { momentCodec } from '../core/views/value-codecs.ts';
import { optionalColumn, stateColumns, stateOf } from './columns.ts';
import type { Seat as Row } from './generated/client.ts';
import { found, swapped, type Scope } from './scope.ts';

const base = z.object({
  id: idSchema('seat'),
  accountId: idSchema('account'),
  memberId: idSchema('member'),
  seatType: z.enum(SEAT_TYPES),
  basis: z.enum(SEAT_BASES),
  team: optionalColumn(z.string()),
  privacy: z.enum(PRIVACY_LEVELS),
  provider: z.enum(PROVIDERS),
  invitedBy: idSchema('member'),
  version: z.int(),
});

const state = z.discriminatedUnion('state', [
  z.object({ state: z.literal('checking'), since: momentCodec }),
  z.object({ state: z.literal('refused'), fault: z.enum(MAILBOX_FAULTS), at: momentCodec }),
  z.object({ state: z.literal('awaiting-acknowledgement'), quoteId: idSchema('quote') }),
  z.object({ state: z.literal('awaiting-approval'), requestId: idSchema('request') }),
  z.object({ state: z.literal('provisioning'), since: momentCodec, voidAt: momentCodec }),
  z.object({ state: z.literal('active'), since: momentCodec }),
  z.object({
    state: z.literal('conversion-requested'),
    since: momentCodec,
    askedBy: idSchema('member'),
    requestId: idSchema('request'),
  }),
  z.object({
    state: z.literal('conversion-granted'),
    since: momentCodec,
    askedBy: idSchema('member'),
    until: momentCodec,
  }),
  z.object({ state: z.literal('deactivated'), at: momentCodec }),
  z.object({ state: z.literal('removed'), at: momentCodec }),
  z.object({ state: z.literal('declined'), at: momentCodec }),
  z.object({ state: z.literal('cancelled'), at: momentCodec }),
  z.object({ state: z.literal('expired'), at: momentCodec }),
]);

export function createSeatStore({ db, accountId }: Scope): SeatStore {
  return {
    get: async (id) => found(await db.seat.findUnique({ where: { accountId_id: { accountId, id } } }), read),
    ofMember: async (memberId) =>
      found(await db.seat.findFirst({ where: { accountId, memberId }, orderBy: { id: 'desc' } }), read),
    list: async () => (await db.seat.findMany({ where: { accountId }, orderBy: { id: 'asc' } })).map(read),
    add: async (seat) => {
      await db.seat.create({ data: write(seat) });
    },
    replace: ({ id, version }, next) =>
      swapped('Seat', db.seat.updateMany({ where: { accountId, id, version }, data: write(next) })),
  };
}

function read(row: Row): Seat {
  return { ...base.parse(row), ...stateOf(state, row) };
}

function write(seat: Seat) {
  return { ...base.encode(seat), ...stateColumns(state, seat) };
}
