import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../core/clock.ts';
import type { Place } from '../corpus/mailbox.ts';
import type { DeltaEntry } from './delta-round.ts';
import type { MessageQuery } from './odata.ts';

export type Round = {
  readonly seed: string;
  readonly owner: string;
  readonly place: Place;
  readonly query: MessageQuery;
  readonly entries: readonly DeltaEntry[];
  /** How many changes the mailbox had when the round began: the next round starts there. */
  readonly until: number;
  latestPage: number;
};

export type DeltaToken =
  | { readonly kind: 'skip'; readonly round: Round; readonly offset: number; readonly page: number }
  | { readonly kind: 'delta'; readonly round: Round };

export interface DeltaTokens {
  readonly issue: (token: DeltaToken) => string;
  readonly find: (key: string) => { readonly token: DeltaToken; readonly isStale: boolean } | undefined;
  readonly expireAll: () => void;
}

export type DeltaTokenSettings = {
  readonly clock: Clock;
  readonly lifeHours: number;
  /** How many pages back a nextLink may lie and still be honoured. */
  readonly generations: number;
};

export function createDeltaTokens({ clock, lifeHours, generations }: DeltaTokenSettings): DeltaTokens {
  const issued = new Map<string, { readonly token: DeltaToken; readonly atMs: number; readonly era: number }>();
  let era = 0;
  return {
    issue: (token) => {
      const key = randomBytes(30).toString('base64url');
      issued.set(key, { token, atMs: clock.now().epochMilliseconds, era });
      return key;
    },
    find: (key) => {
      const found = issued.get(key);
      if (found === undefined) return undefined;
      const { token, atMs } = found;
      const isOld = clock.now().epochMilliseconds - atMs > lifeHours * 3_600_000;
      const isLeftBehind = token.kind === 'skip' && token.page < token.round.latestPage - generations;
      return { token, isStale: isOld || isLeftBehind || found.era !== era };
    },
    expireAll: () => {
      era += 1;
    },
  };
}
