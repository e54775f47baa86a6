import type { Id } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import type { RevokedKey } from './api-key.ts';
import { movedApiKey, type ApiKeyEvent } from './api-key-moves.ts';

/** Ends the active key of a member and answers it, with the integration that breaks; undefined where there is none. */
export async function revokeActiveKey(
  { apiKeys }: Pick<Stores, 'apiKeys'>,
  memberId: Id<'member'>,
  event: ApiKeyEvent,
): Promise<RevokedKey | undefined> {
  const active = (await apiKeys.ofMember(memberId)).find(({ state }) => state === 'active');
  if (active === undefined) return undefined;
  const revoked = movedApiKey(active, event);
  if (!revoked.ok) return undefined;
  await apiKeys.replace(active, revoked.value);
  return revoked.value;
}
