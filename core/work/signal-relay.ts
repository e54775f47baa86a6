import type { WorkSignal } from './work.ts';

export type SignalRelay = WorkSignal & { readonly connect: (signal: WorkSignal) => void };

/** Stands where a signal is wanted before the alarm clock is running; what comes too early is found by the sweep. */
export function createSignalRelay(): SignalRelay {
  let connected: WorkSignal | undefined;
  return {
    connect: (signal) => {
      connected = signal;
    },
    wake: async (work) => {
      await connected?.wake(work);
    },
  };
}
