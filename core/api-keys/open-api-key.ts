import type { Account } from '../accounts/account.ts';
import type { Clock } from '../clock.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import type { Stores } from '../transaction.ts';
import { isTextOf, prefixOf } from './api-key-text.ts';
import type { ActiveKey, RevokedBecause } from './api-key.ts';
import { mayHaveKey, type NoKeyFor } from './may-have-key.ts';

export type OpenedKey = { readonly key: ActiveKey; readonly account: Account; readonly member: Member };

/** `unknown` says nothing more: whoever guesses learns nothing. Everything else is told to whoever holds the whole key. */
export type KeyRefused =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'revoked'; readonly because: RevokedBecause; readonly at: Temporal.Instant }
  | NoKeyFor;

type OpenStores = Pick<Stores, 'apiKeys' | 'accounts' | 'members' | 'seats'>;

/** Rights are read at every use: the key is its owner, as they stand now. */
export async function openApiKey(
  deps: { readonly clock: Clock },
  stores: OpenStores,
  text: string,
): Promise<Result<OpenedKey, KeyRefused>> {
  const prefix = prefixOf(text);
  const key = prefix === undefined ? undefined : await stores.apiKeys.byPrefix(prefix);
  if (key === undefined || !isTextOf(key.digest, text)) return err({ kind: 'unknown' });
  const member = await stores.members.get(key.memberId);
  if (member === undefined) return err({ kind: 'unknown' });
  if (key.state === 'revoked') return err({ kind: 'revoked', because: key.because, at: key.at });
  const account = await stores.accounts.get();
  const may = await mayHaveKey(stores, account, member);
  if (!may.ok) return may;
  await rememberUse(deps, stores, key);
  return ok({ key, account, member });
}

const KEPT_TO = Temporal.Duration.from({ minutes: 1 });

async function rememberUse({ clock }: { clock: Clock }, { apiKeys }: OpenStores, { id, lastUsedAt }: ActiveKey) {
  const now = clock.now();
  const isKept = lastUsedAt !== undefined && Temporal.Instant.compare(lastUsedAt.add(KEPT_TO), now) > 0;
  if (!isKept) await apiKeys.used(id, now);
}
