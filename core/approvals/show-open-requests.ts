import type { PlatformUser } from '../commands/inbound.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { tell } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import { askedNow, currentCard, requestSubject } from './request-cards.ts';

/** Somebody became known in one more chat: what waits for them gets a live card there too. */
export async function showOpenRequests(
  deps: { readonly ids: Ids; readonly clock: Clock },
  stores: Stores,
  { id, accountId }: Member,
  user: PlatformUser,
): Promise<void> {
  for (const request of await stores.requests.open()) {
    if (!(await askedNow(stores, request, deps.clock.now())).includes(id)) continue;
    const subject = requestSubject(request.id);
    // A card that is still on its way to them, wherever they are, goes to this very chat.
    const onItsWay = (await stores.notices.ofSubject(subject)).some(
      ({ key, state }) => key === `${subject}:member:${id}` && (state === 'pending' || state === 'sending'),
    );
    if (onItsWay) continue;
    await tell(deps, stores, accountId, {
      key: `${subject}:${user.surface}:${user.workspace}:${user.user}`,
      subject,
      recipient: { kind: 'address', address: { kind: 'user', ...user } },
      view: await currentCard(deps, stores, request),
    });
  }
}
