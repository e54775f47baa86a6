import { ok, type Result } from '../../core/result.ts';

/** Fetches all, so many at a time, in the order of the keys; stops asking at the first failure and answers with it. */
export async function fetchAll<Key, Value, Failure>(
  keys: readonly Key[],
  atOnce: number,
  fetchOne: (key: Key) => Promise<Result<Value, Failure>>,
): Promise<Result<readonly Value[], Failure>> {
  const found = new Map<number, Value>();
  const queue = keys.entries();
  let failed: { readonly failure: Result<never, Failure> } | undefined;
  await Promise.all(
    Array.from({ length: Math.min(atOnce, keys.length) }, async () => {
      // The workers draw from one iterator, so each key is fetched once.
      for (const [index, key] of queue) {
        if (failed !== undefined) return;
        const answer = await fetchOne(key);
        if (answer.ok) found.set(index, answer.value);
        else failed ??= { failure: answer };
      }
    }),
  );
  if (failed !== undefined) return failed.failure;
  return ok([...found].toSorted(([left], [right]) => left - right).map(([, value]) => value));
}
