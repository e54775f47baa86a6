import { subjectPlace } from '../mailboxes/subject-place.ts';
import type { Id } from '../ids.ts';
import { accountKeyring } from '../secrets/account-keys.ts';
import { openText } from '../secrets/envelope.ts';
import type { ContentKey } from '../secrets/key.ts';
import type { StoredContact, StoredCopy, StoredPerson } from './crm-store.ts';
import { belongsToFirm } from './firm.ts';
import type { PrivacyLevel } from './privacy.ts';
import { visibleInteraction, type Holder } from './visible-interaction.ts';
import type { Context, WhoKnowsDeps } from './who-knows-context.ts';

export type LastContact = {
  readonly at: Temporal.Instant;
  readonly subject: string | undefined;
  /** Whose level withheld the subject or the content; undefined when nothing was withheld. */
  readonly limitedBy: PrivacyLevel | undefined;
};

/** How many hidden ones may lie before the newest that may be shown. */
const LOOKED_AT = 50;

export async function lastContact(
  deps: WhoKnowsDeps,
  context: Context,
  { address }: StoredPerson,
): Promise<LastContact | undefined> {
  const levels = new Map<Id<'member'>, PrivacyLevel>();
  for (const contact of await context.stores.crm.contacts(address, LOOKED_AT)) {
    const holders = await holdersOf(context, contact, levels);
    const { occurredAt, participants } = contact;
    const isInternal = participants.every((one) => belongsToFirm(one.address, context.firm));
    const stored = { occurredAt, participants, visibility: isInternal ? 'internal' : 'external' } as const;
    const seen = visibleInteraction({ ...stored, subject: MARK, body: undefined }, context.viewer.memberId, holders);
    if (seen.kind === 'hidden') continue;
    const subject = seen.subject === undefined ? undefined : await openSubject(deps, context, contact.copies);
    return { at: seen.occurredAt, subject, limitedBy: seen.limitedBy };
  }
  return undefined;
}

/** Stands for a sealed subject until it is known that it may be seen. */
const MARK = 'sealed';

/** Levels as they are now: a change counts for what was synced before. Without a seat nobody has agreed to anything. */
async function holdersOf(
  { stores }: Context,
  { copies }: StoredContact,
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

async function openSubject(
  deps: WhoKnowsDeps,
  { stores, viewer }: Context,
  copies: readonly StoredCopy[],
): Promise<string | undefined> {
  const sealed = copies.filter(({ subject }) => subject !== undefined);
  if (sealed.length === 0) return undefined;
  const { content } = await accountKeyring(deps, stores, viewer.accountId);
  // The viewer's own copy comes first: copies may differ where a gateway rewrote the subject.
  const [first] = sealed.toSorted(
    (one, other) => Number(other.memberId === viewer.memberId) - Number(one.memberId === viewer.memberId),
  );
  return first === undefined ? undefined : opened(content, viewer, first);
}

function opened(content: ContentKey, { accountId }: Context['viewer'], copy: StoredCopy): string | undefined {
  if (copy.subject === undefined) return undefined;
  const text = openText(content, copy.subject, subjectPlace({ accountId, id: copy.mailboxId }, copy.providerId));
  if (!text.ok) throw new Error(`The subject of a copy in ${copy.mailboxId} does not open: ${text.error.kind}`);
  return text.value;
}
