/** Asks again until there is an answer; only the bound is a time, never the assertion. */
export async function eventually<Value>(
  ask: () => Promise<Value | undefined> | Value | undefined,
  what: string,
): Promise<Value> {
  const bound = AbortSignal.timeout(5000);
  while (!bound.aborted) {
    const value = await ask();
    if (value !== undefined) return value;
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  throw new Error(`${what} did not happen`);
}
