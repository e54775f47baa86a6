import type { Clock } from '../../core/clock.ts';
import { createSlidingWindow, type SlidingWindow } from './sliding-window.ts';
import { unlessAborted } from './unless-aborted.ts';

/** What a provider grants within `windowMs`, of which only `share` is used: other processes and clocks need room. */
export type QuotaLimits = {
  readonly unitsPerMailbox: number;
  readonly unitsPerProject: number;
  readonly windowMs: number;
  readonly share: number;
  readonly inFlightPerMailbox: number;
};

/** Resolves when that many milliseconds of the clock's time have passed. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export type Paced = { readonly mailbox: string; readonly units: number; readonly signal: AbortSignal };

/** Lets requests go when their units fit and no more are open for the mailbox than allowed, in the order in which they came. */
export interface QuotaLimiter {
  readonly run: <Value>(request: Paced, work: () => Promise<Value>) => Promise<Value>;
}

export type QuotaLimiterDeps = { readonly clock: Clock; readonly sleep: Sleep };

export function createQuotaLimiter(deps: QuotaLimiterDeps, limits: QuotaLimits): QuotaLimiter {
  const project = windowOf(deps, limits, limits.unitsPerProject);
  const lanes = new Map<string, Lane>();
  return {
    run: async ({ mailbox, units, signal }, work) => {
      const lane = lanes.get(mailbox) ?? newLane(deps, limits);
      lanes.set(mailbox, lane);
      await slot(lane, signal);
      try {
        const windows = [lane.window, project];
        await fits({ sleep: deps.sleep, windows, lane }, units, signal);
        try {
          return await work();
        } finally {
          for (const window of windows) window.settle(units);
        }
      } finally {
        leave(lane);
      }
    },
  };
}

type Lane = {
  readonly window: SlidingWindow;
  readonly waiting: (() => void)[];
  free: number;
  /** Ends when whoever came before has got its units. */
  turn: Promise<void>;
};

function newLane(deps: QuotaLimiterDeps, limits: QuotaLimits): Lane {
  const window = windowOf(deps, limits, limits.unitsPerMailbox);
  return { window, waiting: [], free: limits.inFlightPerMailbox, turn: Promise.resolve() };
}

function windowOf({ clock }: QuotaLimiterDeps, { share, windowMs }: QuotaLimits, units: number): SlidingWindow {
  return createSlidingWindow(clock, { units: Math.floor(units * share), windowMs });
}

async function slot(lane: Lane, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (lane.free > 0) {
    lane.free -= 1;
    return;
  }
  const { promise, resolve } = Promise.withResolvers<void>();
  lane.waiting.push(resolve);
  try {
    await unlessAborted(promise, signal);
  } catch (error) {
    const at = lane.waiting.indexOf(resolve);
    // A slot that was handed over in the same moment goes on to the next.
    if (at === -1) leave(lane);
    else lane.waiting.splice(at, 1);
    throw error;
  }
}

function leave(lane: Lane): void {
  const next = lane.waiting.shift();
  if (next === undefined) lane.free += 1;
  else next();
}

type Waiting = { readonly sleep: Sleep; readonly windows: readonly SlidingWindow[]; readonly lane: Lane };

/** Resolves with the units opened in every window. */
async function fits({ sleep, windows, lane }: Waiting, units: number, signal: AbortSignal): Promise<void> {
  const before = lane.turn;
  const mine = Promise.withResolvers<void>();
  lane.turn = mine.promise;
  try {
    await unlessAborted(before, signal);
    for (;;) {
      const wait = Math.max(...windows.map((window) => window.waitFor(units)));
      if (wait === 0) break;
      await unlessAborted(sleep(wait, signal), signal);
    }
    for (const window of windows) window.open(units);
  } finally {
    mine.resolve();
  }
}
