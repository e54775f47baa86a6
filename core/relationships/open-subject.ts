import type { Id } from '../ids.ts';
import { subjectPlace } from '../mailboxes/subject-place.ts';
import { openText } from '../secrets/envelope.ts';
import type { ContentKey } from '../secrets/key.ts';
import type { StoredCopy } from './crm-store.ts';

/** The viewer's own copy comes first: copies may differ where a gateway rewrote the subject. */
export function copyWithSubject(viewer: Id<'member'>, copies: readonly StoredCopy[]): StoredCopy | undefined {
  return copies
    .filter(({ subject }) => subject !== undefined)
    .toSorted((one, other) => Number(other.memberId === viewer) - Number(one.memberId === viewer))[0];
}

export function openSubject(content: ContentKey, accountId: Id<'account'>, copy: StoredCopy): string | undefined {
  if (copy.subject === undefined) return undefined;
  const text = openText(content, copy.subject, subjectPlace({ accountId, id: copy.mailboxId }, copy.providerId));
  if (!text.ok) throw new Error(`The subject of a copy in ${copy.mailboxId} does not open: ${text.error.kind}`);
  return text.value;
}
