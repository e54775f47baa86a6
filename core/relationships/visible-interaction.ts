import type { Id } from '../ids.ts';
import type { MailboxClass } from '../mailboxes/mailbox.ts';
import type { Participant, Visibility } from './participants.ts';
import { contentOf, mostRestrictive } from './privacy.ts';
import type { PrivacyLevel } from './privacy.ts';

/** A member who holds a copy, with their present level and the class of the mailbox it lies in. */
export type Holder = {
  readonly memberId: Id<'member'>;
  readonly level: PrivacyLevel;
  readonly mailboxClass: MailboxClass;
};

/** `body` is a type parameter, because only whoever stores it knows whether it is text or still sealed. */
export type StoredInteraction<Body> = {
  readonly occurredAt: Temporal.Instant;
  readonly visibility: Visibility;
  readonly participants: readonly Participant[];
  readonly subject: string | undefined;
  readonly body: Body | undefined;
};

export type VisibleInteraction<Body> =
  | { readonly kind: 'hidden'; readonly because: 'internal-only' | 'personal-mailbox' | 'no-copy' }
  | {
      readonly kind: 'shown';
      readonly occurredAt: Temporal.Instant;
      readonly participants: readonly Participant[];
      readonly subject: string | undefined;
      readonly body: Body | undefined;
      /** Whose level withheld something; undefined when the viewer sees all there is to see at any level. */
      readonly limitedBy: PrivacyLevel | undefined;
    };

/** Stands on every path that reads interactions: the most restrictive holder decides about content, and none hides that contact happened. */
export function visibleInteraction<Body>(
  interaction: StoredInteraction<Body>,
  viewer: Id<'member'> | undefined,
  holders: readonly Holder[],
): VisibleInteraction<Body> {
  if (interaction.visibility === 'internal') return { kind: 'hidden', because: 'internal-only' };
  const { occurredAt, participants, subject, body } = interaction;
  const shown = {
    kind: 'shown',
    occurredAt,
    participants: participants.filter(({ field }) => field !== 'bcc'),
  } as const;
  if (holders.some(({ memberId }) => memberId === viewer)) return { ...shown, subject, body, limitedBy: undefined };
  if (holders.length === 0) return { kind: 'hidden', because: 'no-copy' };
  if (holders.every(({ mailboxClass }) => mailboxClass === 'personal'))
    return { kind: 'hidden', because: 'personal-mailbox' };
  // A copy in a personal mailbox counts too: its owner took part, and may have asked for less.
  const level = mostRestrictive(holders.map((holder) => holder.level));
  const allowed = contentOf(level);
  return {
    ...shown,
    subject: allowed.subject ? subject : undefined,
    body: allowed.body ? body : undefined,
    limitedBy: level === 'share-all' ? undefined : level,
  };
}
