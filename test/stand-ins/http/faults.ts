import type { Clock } from '../../../core/clock.ts';
import { createSeeded } from './seeded.ts';
import type { Exchange } from './exchange.ts';

export type Fault =
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 | 504 }
  | { readonly kind: 'reset' }
  /** The request takes effect, its answer is lost. */
  | { readonly kind: 'reset-after' }
  | { readonly kind: 'throttle'; readonly retryAfterMs: number };

type Latency = { readonly medianMs: number; readonly p95Ms: number };

export interface Faults {
  /** Strikes the n-th next request (1 = the very next one) whose path and query contain `where`. */
  readonly strike: (fault: Fault, options?: { readonly nth?: number; readonly where?: string }) => void;
  /** Strikes that share of all requests, reproducibly; 0 stops it. */
  readonly strikeShare: (fault: Fault, share: number) => void;
  /** Lognormal, in scaled time. */
  readonly setLatency: (latency: Latency) => void;
  readonly drawFault: (exchange: Exchange) => Fault | undefined;
  readonly drawLatencyMs: () => number;
}

type Strike = { readonly fault: Fault; readonly where: string; left: number };

/** A little latency by default: without any, requests never overlap and a limit on requests in flight never bites. */
const DEFAULT_LATENCY: Latency = { medianMs: 3, p95Ms: 8 };

export function createFaults(seed: string): Faults {
  const seeded = createSeeded(seed);
  const strikes = new Set<Strike>();
  const shares = new Map<string, { readonly fault: Fault; readonly share: number }>();
  let latency = DEFAULT_LATENCY;
  return {
    strike: (fault, { nth = 1, where = '' } = {}) => {
      strikes.add({ fault, where, left: nth });
    },
    strikeShare: (fault, share) => {
      shares.set(fault.kind, { fault, share });
    },
    setLatency: (next) => {
      latency = next;
    },
    drawFault: ({ url }) => struck(strikes, url) ?? drawnByShare(),
    drawLatencyMs: () => lognormal(latency, seeded),
  };

  function drawnByShare(): Fault | undefined {
    for (const { fault, share } of shares.values()) if (share > 0 && seeded() < share) return fault;
    return undefined;
  }
}

function struck(strikes: Set<Strike>, url: URL): Fault | undefined {
  for (const strike of strikes) {
    if (!`${url.pathname}${url.search}`.includes(strike.where)) continue;
    strike.left -= 1;
    if (strike.left > 0) continue;
    strikes.delete(strike);
    return strike.fault;
  }
  return undefined;
}

function lognormal({ medianMs, p95Ms }: Latency, seeded: () => number): number {
  if (medianMs <= 0) return 0;
  const sigma = Math.log(Math.max(p95Ms, medianMs) / medianMs) / 1.645;
  const normal = Math.sqrt(-2 * Math.log(1 - seeded())) * Math.cos(2 * Math.PI * seeded());
  return medianMs * Math.exp(sigma * normal);
}

export type StandInClock = Clock & { readonly toRealMs?: (scaledMs: number) => number };

/** Waits in wall time: a clock that a test moves by hand would never end the wait. */
export async function delay(clock: StandInClock, ms: number): Promise<void> {
  if (ms <= 0) return;
  const real = clock.toRealMs?.(ms) ?? ms;
  await new Promise((resolve) => {
    setTimeout(resolve, real);
  });
}
