import type { Id } from '../ids.ts';
import { accountKeyring } from '../secrets/account-keys.ts';
import type { ContentKey } from '../secrets/key.ts';
import type { StoredContact } from './crm-store.ts';
import { belongsToFirm } from './firm.ts';
import { createHolders } from './holders.ts';
import { copyWithSubject, openSubject } from './open-subject.ts';
import type { Participant } from './participants.ts';
import type { PrivacyLevel } from './privacy.ts';
import { visibleInteraction } from './visible-interaction.ts';
import type { Context, WhoKnowsDeps } from './who-knows-context.ts';

export type SeenContact = {
  readonly id: Id<'interaction'>;
  readonly at: Temporal.Instant;
  readonly participants: readonly Participant[];
  readonly subject: string | undefined;
  /** Whose level withheld the subject or the content; undefined when nothing was withheld. */
  readonly limitedBy: PrivacyLevel | undefined;
};

/** What the viewer may see of these interactions, in their order; the others are left out. */
export async function* seenContacts(
  deps: WhoKnowsDeps,
  context: Context,
  contacts: readonly StoredContact[],
): AsyncGenerator<SeenContact, undefined> {
  const holdersOf = await createHolders(context.stores, { viewer: context.viewer.memberId });
  let keyring: Promise<ContentKey> | undefined;
  for (const { id, occurredAt, participants, copies } of contacts) {
    const holders = await holdersOf(copies);
    const isInternal = participants.every((one) => belongsToFirm(one.address, context.firm));
    const stored = { occurredAt, participants, visibility: isInternal ? 'internal' : 'external' } as const;
    const seen = visibleInteraction({ ...stored, subject: MARK, body: undefined }, context.viewer.memberId, holders);
    if (seen.kind === 'hidden') continue;
    const copy = seen.subject === undefined ? undefined : copyWithSubject(context.viewer.memberId, copies);
    keyring ??= copy === undefined ? undefined : contentKey(deps, context);
    const { accountId } = context.viewer;
    const subject =
      copy === undefined || keyring === undefined ? undefined : openSubject(await keyring, accountId, copy);
    yield { id, at: seen.occurredAt, participants: seen.participants, subject, limitedBy: seen.limitedBy };
  }
}

/** Stands for a sealed subject until it is known that it may be seen. */
const MARK = 'sealed';

async function contentKey(deps: WhoKnowsDeps, { stores, viewer }: Context): Promise<ContentKey> {
  return (await accountKeyring(deps, stores, viewer.accountId)).content;
}
