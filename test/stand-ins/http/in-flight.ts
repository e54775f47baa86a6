/** Counts the requests that each key has open. */
export interface InFlight {
  /** Undefined when the limit is reached; otherwise dispose of it when the request ends. */
  readonly enter: (key: string, limit: number) => Disposable | undefined;
  readonly highest: (key: string) => number;
}

export function createInFlight(): InFlight {
  const open = new Map<string, number>();
  const peaks = new Map<string, number>();
  return {
    enter: (key, limit) => {
      const count = (open.get(key) ?? 0) + 1;
      if (count > limit) return undefined;
      open.set(key, count);
      peaks.set(key, Math.max(count, peaks.get(key) ?? 0));
      return { [Symbol.dispose]: () => void open.set(key, (open.get(key) ?? 1) - 1) };
    },
    highest: (key) => peaks.get(key) ?? 0,
  };
}
