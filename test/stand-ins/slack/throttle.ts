import type { Clock } from '../../../core/clock.ts';

export interface Throttle {
  /** Seconds to wait, or undefined when the call is let through. */
  readonly secondsToWait: (method: string, channel: string | undefined) => number | undefined;
}

type Allowance = { readonly burst: number; readonly perSecond: number };

/** One message a second and channel, with short bursts, and some hundred a minute in the workspace; the rest by Slack's tiers. */
const PER_CHANNEL: Allowance = { burst: 4, perSecond: 1 };
const PER_WORKSPACE: Allowance = { burst: 300, perSecond: 5 };
const TIERS: Readonly<Record<string, number>> = {
  'chat.update': 50,
  'chat.postEphemeral': 100,
  'conversations.history': 50,
  'conversations.open': 50,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
  'files.info': 100,
  'users.info': 100,
  'users.lookupByEmail': 50,
  'views.open': 100,
};

export function createThrottle(clock: Clock): Throttle {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const filled = (key: string, { burst, perSecond }: Allowance): number => {
    const now = clock.now().epochMilliseconds / 1000;
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + (now - bucket.at) * perSecond);
    buckets.set(key, { tokens, at: now });
    return tokens;
  };
  const spend = (key: string): void => {
    const bucket = buckets.get(key);
    if (bucket !== undefined) bucket.tokens -= 1;
  };
  return {
    secondsToWait: (method, channel) => {
      const asked = allowancesOf(method, channel);
      const waits = asked.map(([key, allowance]) => (1 - filled(key, allowance)) / allowance.perSecond);
      const longest = Math.max(...waits);
      if (longest > 0) return Math.ceil(longest);
      for (const [key] of asked) spend(key);
      return undefined;
    },
  };
}

function allowancesOf(method: string, channel: string | undefined): readonly (readonly [string, Allowance])[] {
  if (method === 'chat.postMessage')
    return [
      [`${method} ${channel ?? ''}`, PER_CHANNEL],
      [method, PER_WORKSPACE],
    ];
  const perMinute = TIERS[method] ?? 20;
  return [[method, { burst: perMinute, perSecond: perMinute / 60 }]];
}
