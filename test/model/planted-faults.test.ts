import { expect, test } from 'vitest';
import { ACME } from '../builders/ids.ts';
import { createFakeDatabase } from '../fakes/fake-database.ts';
import { PLANTED_FAULTS, type PlantedFault } from './planted-faults.ts';
import { RULES } from './rules.ts';
import { firstFault } from './run-model.ts';

test.each(PLANTED_FAULTS)(
  'the model notices: $name',
  async ({ rule, theme, says, plant }) => {
    const fault = await firstFault({ runs: 300, rounds: 10, home: async () => withFault(plant), rule, theme });

    expect(fault).toMatch(says);
  },
  120_000,
);

test('every rule of the model has a fault that it notices', () => {
  expect(new Set(PLANTED_FAULTS.map(({ rule }) => rule))).toEqual(new Set(RULES));
});

/** Everything is done on stores that do something else instead. */
function withFault(plant: PlantedFault['plant']) {
  const database = createFakeDatabase();
  const { transaction } = database;
  const faulty: typeof transaction = {
    run: (accountId, work) => transaction.run(accountId, (stores) => work({ ...stores, ...plant(stores) })),
  };
  return { ...database, transaction: faulty, accountId: ACME, workspace: 'acme' };
}
