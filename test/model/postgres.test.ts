import { expect, test } from 'vitest';
import { ACME } from '../builders/ids.ts';
import { openTestDatabase } from '../prisma/test-database.ts';
import { runModel } from './run-model.ts';

const RUNS = Number(process.env['MODEL_POSTGRES_RUNS'] ?? 15);

test('on PostgreSQL with parallel connections: seats, charges and agreements stay consistent', async () => {
  const finished = await runModel({
    runs: RUNS,
    rounds: 6,
    home: async () => ({ ...(await openTestDatabase({ connections: 5 })), accountId: ACME, workspace: 'acme' }),
  });

  expect(finished).toBe(RUNS);
}, 1_800_000);
