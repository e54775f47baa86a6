import { z } from 'zod';
import { idSchema } from '../core/ids.ts';
import type { Entitlement, EntitlementChange } from '../core/seats/entitlement.ts';
import type { EntitlementStore } from '../core/seats/seat-store.ts';
import { SEAT_TYPES } from '../core/seats/seat-type.ts';
import { instantColumn } from './columns.ts';
import { swapped, type Scope } from './scope.ts';

const columns = z.object({
  accountId: idSchema('account'),
  seatType: z.enum(SEAT_TYPES),
  purchased: z.int(),
  used: z.int(),
  version: z.int(),
});

const changeColumns = columns.extend({ at: instantColumn });

export function createEntitlementStore({ db, accountId }: Scope): EntitlementStore {
  return {
    lock: async (seatType) => {
      // The empty row is there so that two first purchases meet at a lock.
      const nothing = { accountId, seatType, purchased: 0, used: 0, version: 0 };
      await db.entitlement.createMany({ data: nothing, skipDuplicates: true });
      await db.$queryRaw`
        SELECT 1 FROM entitlement WHERE account_id = ${accountId}::uuid AND seat_type = ${seatType} FOR UPDATE`;
      return read(await db.entitlement.findUniqueOrThrow({ where: { accountId_seatType: { accountId, seatType } } }));
    },
    list: async () => {
      const where = { accountId, version: { gt: 0 } };
      return (await db.entitlement.findMany({ where, orderBy: { seatType: 'asc' } })).map(read);
    },
    replace: ({ seatType, version }, next) =>
      swapped(
        'Entitlement',
        db.entitlement.updateMany({ where: { accountId, seatType, version }, data: columns.encode(next) }),
      ),
    remember: async (change) => {
      await db.entitlementChange.create({ data: changeColumns.encode(change) });
    },
    history: async (seatType) =>
      (await db.entitlementChange.findMany({ where: { accountId, seatType }, orderBy: { version: 'asc' } })).map(
        readChange,
      ),
  };
}

function read(row: unknown): Entitlement {
  return columns.parse(row);
}

function readChange(row: unknown): EntitlementChange {
  return changeColumns.parse(row);
}
