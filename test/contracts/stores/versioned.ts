import { expect, test } from 'vitest';
import { isStaleRow } from '../../../core/stale-row.ts';
import type { Stores } from '../../../core/transaction.ts';
import { race, type NewTenant, type Tenant } from './tenant.ts';

type Versioned<Row> = {
  readonly what: string;
  readonly seed: (stores: Stores, tenant: Tenant) => Promise<Row>;
  readonly next: (row: Row) => Row;
  readonly replace: (stores: Stores, previous: Row, next: Row) => Promise<void>;
  readonly read: (stores: Stores, row: Row) => Promise<Row | undefined>;
};

/** What holds for every row that is replaced by compare-and-swap. */
export function versioned<Row>({ what, seed, next, replace, read }: Versioned<Row>): (newTenant: NewTenant) => void {
  return (newTenant) => {
    test(`${what} is read back as it was replaced`, async () => {
      const tenant = await newTenant();
      const row = await tenant.run((stores) => seed(stores, tenant));
      const changed = next(row);

      await tenant.run((stores) => replace(stores, row, changed));

      expect(changed).not.toEqual(row);
      expect(await tenant.run((stores) => read(stores, row))).toEqual(changed);
    });

    test(`${what} that changed since it was read is replaced by one of two, the other is told`, async () => {
      const tenant = await newTenant();
      const row = await tenant.run((stores) => seed(stores, tenant));
      const failures: unknown[] = [];
      const replaceRow = () =>
        tenant
          .run((stores) => replace(stores, row, next(row)))
          .catch((error: unknown) => {
            failures.push(error);
            throw error;
          });

      const winners = await race([replaceRow, replaceRow]);

      expect(winners).toHaveLength(1);
      expect(failures.map(isStaleRow)).toEqual([true]);
    });
  };
}
