import { expect, test } from 'vitest';
import { ACME } from '../builders/ids.ts';
import { createFakeDatabase } from '../fakes/fake-database.ts';
import { runModel } from './run-model.ts';

const RUNS = Number(process.env['MODEL_RUNS'] ?? 300);

test('in memory, whoever acts at the same time as whom: seats, charges and agreements stay consistent', async () => {
  const finished = await runModel({
    runs: RUNS,
    rounds: 12,
    home: async () => ({ ...createFakeDatabase(), accountId: ACME, workspace: 'acme' }),
  });

  expect(finished).toBe(RUNS);
}, 1_800_000);
