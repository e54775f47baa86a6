import type { TxtResolver } from '../../core/domains/domain-claim.ts';

export type FakeTxtResolver = TxtResolver & {
  readonly set: (name: string, values: readonly string[]) => void;
  /** Until records are set again, nobody answers for this name. */
  readonly silence: (name: string) => void;
};

/** A zone without a record answers with no values, as the DNS does for a name that is not there. */
export function createFakeTxtResolver(): FakeTxtResolver {
  const records = new Map<string, readonly string[]>();
  const silent = new Set<string>();
  return {
    txt: async (name, signal) =>
      signal.aborted || silent.has(normal(name))
        ? { kind: 'no-answer' }
        : { kind: 'records', values: records.get(normal(name)) ?? [] },
    set: (name, values) => {
      silent.delete(normal(name));
      records.set(normal(name), [...values]);
    },
    silence: (name) => silent.add(normal(name)),
  };
}

function normal(name: string): string {
  return name.toLowerCase().replace(/\.$/u, '');
}
