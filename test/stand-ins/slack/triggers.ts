import type { Clock } from '../../../core/clock.ts';

/** A trigger opens one view and lives for three seconds. */
export interface Triggers {
  readonly issue: (user: string) => string;
  /** Who it was issued to, or Slack's error. */
  readonly exchange: (trigger: string) => { readonly user: string } | { readonly error: string };
}

const LIFE_MS = 3000;

export function createTriggers(clock: Clock): Triggers {
  const issued = new Map<string, { readonly user: string; readonly at: number; isUsed: boolean }>();
  return {
    issue: (user) => {
      const trigger = `${1000 + issued.size}.${clock.now().epochMilliseconds}.${crypto.randomUUID()}`;
      issued.set(trigger, { user, at: clock.now().epochMilliseconds, isUsed: false });
      return trigger;
    },
    exchange: (trigger) => {
      const known = issued.get(trigger);
      if (known === undefined) return { error: 'invalid_trigger_id' };
      if (known.isUsed) return { error: 'exchanged_trigger_id' };
      if (clock.now().epochMilliseconds - known.at > LIFE_MS) return { error: 'expired_trigger_id' };
      known.isUsed = true;
      return { user: known.user };
    },
  };
}
