import { expect, test } from 'vitest';
import { judgeRows } from '../../core/bulk/judge-rows.ts';
import { aTermOffice } from './term-office.ts';

test('many trials in a list are judged without counting those that are open again and again', async () => {
  const office = await aTermOffice();
  const written = Array.from({ length: 30 }, (_, index) => ({
    number: index + 2,
    values: { fullName: 'Somebody New', address: `new${index}@acme.example`, trial: 'yes' },
    broken: undefined,
    remark: undefined,
  }));
  let looks = 0;

  const rows = await office.inAccount(async (stores) => {
    const list = async () => {
      looks += 1;
      return await stores.seats.list();
    };
    const defaults = {
      seatType: 'sync-only',
      privacy: 'participants-only',
      team: undefined,
      mailSystem: undefined,
      end: undefined,
    } as const;
    const account = await stores.accounts.get();
    const judging = { account, batchId: office.deps.ids.next('batch'), defaults, now: office.clock.now() };
    return await judgeRows({ ...stores, seats: { ...stores.seats, list } }, judging, written);
  });

  expect(rows.filter(({ state }) => state === 'ready')).toHaveLength(5);
  expect(looks).toBe(1);
});
