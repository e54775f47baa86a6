import type { Clock } from '../../../core/clock.ts';

export interface Throttle {
  /** Seconds to wait, or undefined when the call is let through. */
  readonly secondsToWait: (method: string, channel: string | undefined) => number | undefined;
}

type Allowance = { readonly burst: number; readonly perSecond: number };

/** One message a second and channel, with short bursts; the rest by Slack's tiers, per method and workspace. */
const PER_CHANNEL: Allowance = { burst: 4, perSecond: 1 };
const TIERS: Readonly<Record<string, number>> = {
  'chat.update': 50,
  'chat.postEphemeral': 100,
  'conversations.history': 50,
  'conversations.open': 50,
  'users.info': 100,
  'users.lookupByEmail': 50,
  'views.open': 100,
};

export function createThrottle(clock: Clock): Throttle {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    secondsToWait: (method, channel) => {
      const perMinute = TIERS[method] ?? 20;
      const isPost = method === 'chat.postMessage';
      const { burst, perSecond } = isPost ? PER_CHANNEL : { burst: perMinute, perSecond: perMinute / 60 };
      const key = isPost ? `${method} ${channel ?? ''}` : method;
      const now = clock.now().epochMilliseconds / 1000;
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, bucket.tokens + (now - bucket.at) * perSecond);
      const isLet = tokens >= 1;
      buckets.set(key, { tokens: isLet ? tokens - 1 : tokens, at: now });
      return isLet ? undefined : Math.ceil((1 - tokens) / perSecond);
    },
  };
}
