/** Failures that were asked for, each of them used up by one call. */
export type Script<Failure> = {
  readonly add: (failure: Failure, times?: number) => void;
  readonly next: () => Failure | undefined;
};

export function createScript<Failure>(): Script<Failure> {
  const waiting: Failure[] = [];
  return {
    add: (failure, times = 1) => {
      for (let left = times; left > 0; left -= 1) waiting.push(failure);
    },
    next: () => waiting.shift(),
  };
}
