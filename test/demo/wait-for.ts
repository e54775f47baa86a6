/** Asks until there is an answer; a demo that waits longer than this has failed at this step. */
export async function waitFor<Value>(
  what: string,
  ask: () => Promise<Value | undefined> | Value | undefined,
  seconds = 60,
): Promise<Value> {
  const bound = AbortSignal.timeout(seconds * 1000);
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (bound.aborted) throw new Error(`Not seen within ${seconds} s: ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
}
