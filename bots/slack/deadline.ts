/** Rejects when the promise takes longer; what it does afterwards goes to `late`, so that nothing is swallowed. */
export async function withinDeadline<Value>(
  promise: Promise<Value>,
  milliseconds: number,
  late: (error: unknown) => void,
): Promise<Value> {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  let hasExpired = false;
  const timer = setTimeout(() => {
    hasExpired = true;
    reject(new Error(`Nothing came within ${milliseconds} ms`));
  }, milliseconds);
  promise.catch((error: unknown) => {
    if (hasExpired) late(error);
  });
  try {
    return await Promise.race([promise, expired]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a promise gave so far, without giving it up: undefined while it is still under way. */
export async function soFar<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value | undefined> {
  const { promise: expired, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), milliseconds);
  try {
    return await Promise.race([promise, expired]);
  } finally {
    clearTimeout(timer);
  }
}
