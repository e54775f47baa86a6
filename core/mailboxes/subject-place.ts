import type { Place } from '../secrets/envelope.ts';
import type { Mailbox } from './mailbox.ts';

/** A subject opens only as the subject of this message in this mailbox. */
export function subjectPlace({ accountId, id }: Pick<Mailbox, 'accountId' | 'id'>, providerId: string): Place {
  return { accountId, table: 'message_copy', column: 'subject', rowId: `${id}/${providerId}` };
}
