import { z } from 'zod';
import type { AccountStore } from '../core/accounts/account-store.ts';
import { MAIL_SHARING, MEMBER_SETTINGS, TIERS, USER_MANAGERS, type Account } from '../core/accounts/account.ts';
import { PROVIDERS } from '../core/accounts/provider.ts';
import { idSchema } from '../core/ids.ts';
import { PRIVACY_LEVELS } from '../core/relationships/privacy.ts';
import { SEAT_TYPES } from '../core/seats/seat-type.ts';
import { jsonColumn } from './columns.ts';
import { priceListFrom, priceListJson } from './price-list-column.ts';
import { found, swapped, type Scope } from './scope.ts';

const seatDefaults = z.object({
  seatType: z.enum(SEAT_TYPES).optional(),
  privacy: z.enum(PRIVACY_LEVELS).optional(),
  team: z.string().optional(),
  mailSystem: z.enum(PROVIDERS).optional(),
});

export const accountColumns = z.object({
  id: idSchema('account'),
  name: z.string(),
  tier: z.enum(TIERS),
  userManagers: z.enum(USER_MANAGERS),
  mailSharing: z.enum(MAIL_SHARING),
  lockedSettings: z.array(z.enum(MEMBER_SETTINGS)).readonly(),
  seatDefaults,
  coolOffHours: z.int(),
  version: z.int(),
});

export function createAccountStore({ db, accountId }: Scope): AccountStore {
  return {
    get: async () => accountColumns.parse(await db.account.findUniqueOrThrow({ where: { id: accountId } })),
    replace: (previous, next) =>
      swapped(
        'Account',
        db.account.updateMany({
          where: { id: accountId, version: previous.version },
          data: accountRow(next),
        }),
      ),
    terms: async () => {
      const newest = await db.accountTerms.findFirst({ where: { accountId }, orderBy: { version: 'desc' } });
      return found(newest, ({ terms }) => priceListFrom(terms));
    },
    addTerms: async (terms) => {
      await db.accountTerms.create({ data: { accountId, version: terms.version, terms: priceListJson(terms) } });
    },
  };
}

export function accountRow(account: Account) {
  const { lockedSettings, seatDefaults: defaults, ...row } = accountColumns.encode(account);
  return { ...row, lockedSettings: [...lockedSettings], seatDefaults: jsonColumn(defaults) };
}
