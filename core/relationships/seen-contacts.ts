import type { Id } from '../ids.ts';
import { subjectPlace } from '../mailboxes/subject-place.ts';
import { accountKeyring } from '../secrets/account-keys.ts';
import { openText } from '../secrets/envelope.ts';
import type { ContentKey } from '../secrets/key.ts';
import type { StoredContact, StoredCopy } from './crm-store.ts';
import { belongsToFirm } from './firm.ts';
import type { Participant } from './participants.ts';
import type { PrivacyLevel } from './privacy.ts';
import { visibleInteraction, type Holder } from './visible-interaction.ts';
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
  const levels = new Map<Id<'member'>, PrivacyLevel>();
  let keyring: Promise<ContentKey> | undefined;
  for (const { id, occurredAt, participants, copies } of contacts) {
    const holders = await holdersOf(context, copies, levels);
    const isInternal = participants.every((one) => belongsToFirm(one.address, context.firm));
    const stored = { occurredAt, participants, visibility: isInternal ? 'internal' : 'external' } as const;
    const seen = visibleInteraction({ ...stored, subject: MARK, body: undefined }, context.viewer.memberId, holders);
    if (seen.kind === 'hidden') continue;
    const copy = seen.subject === undefined ? undefined : copyWithSubject(context, copies);
    keyring ??= copy === undefined ? undefined : contentKey(deps, context);
    const subject = copy === undefined || keyring === undefined ? undefined : opened(await keyring, context, copy);
    yield { id, at: seen.occurredAt, participants: seen.participants, subject, limitedBy: seen.limitedBy };
  }
}

/** Stands for a sealed subject until it is known that it may be seen. */
const MARK = 'sealed';

/** Levels as they are now: a change counts for what was synced before. Without a seat nobody has agreed to anything. */
async function holdersOf(
  { stores }: Context,
  copies: readonly StoredCopy[],
  levels: Map<Id<'member'>, PrivacyLevel>,
): Promise<readonly Holder[]> {
  const holders: Holder[] = [];
  for (const { memberId, mailboxClass } of copies) {
    const level = levels.get(memberId) ?? (await stores.seats.ofMember(memberId))?.privacy ?? 'participants-only';
    levels.set(memberId, level);
    holders.push({ memberId, level, mailboxClass });
  }
  return holders;
}

/** The viewer's own copy comes first: copies may differ where a gateway rewrote the subject. */
function copyWithSubject({ viewer }: Context, copies: readonly StoredCopy[]): StoredCopy | undefined {
  return copies
    .filter(({ subject }) => subject !== undefined)
    .toSorted((one, other) => Number(other.memberId === viewer.memberId) - Number(one.memberId === viewer.memberId))[0];
}

async function contentKey(deps: WhoKnowsDeps, { stores, viewer }: Context): Promise<ContentKey> {
  return (await accountKeyring(deps, stores, viewer.accountId)).content;
}

function opened(content: ContentKey, { viewer: { accountId } }: Context, copy: StoredCopy): string | undefined {
  if (copy.subject === undefined) return undefined;
  const text = openText(content, copy.subject, subjectPlace({ accountId, id: copy.mailboxId }, copy.providerId));
  if (!text.ok) throw new Error(`The subject of a copy in ${copy.mailboxId} does not open: ${text.error.kind}`);
  return text.value;
}
