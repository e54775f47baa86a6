import { expect, test } from 'vitest';
import { err, ok } from '../../../core/result.ts';
import { fetchAll } from '../../../jobs/providers/fetch-all.ts';

test('fetches so many at a time and answers in the order of the keys', async () => {
  let open = 0;
  let most = 0;

  const fetched = await fetchAll([5, 4, 3, 2, 1], 3, async (key) => {
    open += 1;
    most = Math.max(most, open);
    for (let turn = 0; turn < key; turn += 1) await Promise.resolve();
    open -= 1;
    return ok(key * 10);
  });

  expect(fetched).toEqual(ok([50, 40, 30, 20, 10]));
  expect(most).toBe(3);
});

test('asks for nothing more after a failure, because a throttled caller must fall silent', async () => {
  const asked: number[] = [];

  const fetched = await fetchAll([1, 2, 3, 4, 5, 6], 2, async (key) => {
    asked.push(key);
    await Promise.resolve();
    return key === 2 ? err('throttled') : ok(key);
  });

  expect(fetched).toEqual(err('throttled'));
  expect(asked.length).toBeLessThanOrEqual(3);
});
