import { LONGEST_COMMENT } from '../approvals/request-comment.ts';
import type { Stores } from '../transaction.ts';
import type { Call } from './call.ts';
import type { Inbound } from './inbound.ts';
import { carriesSecret, WITHHELD } from './secret-in-text.ts';

/**
 * What somebody writes under the card of a request is a comment on it, unless it begins with our name like a command.
 * Undefined for everything else.
 */
export async function callOfReply(
  { notices }: Pick<Stores, 'notices'>,
  { ask, at, repliesTo }: Inbound,
): Promise<Call | undefined> {
  if (repliesTo === undefined || ask.kind !== 'typed') return undefined;
  const text = ask.text.trim();
  if (text === '' || text === WITHHELD || carriesSecret(text) || /^\/?seat\b/iu.test(text)) return undefined;
  const { surface, workspace } = at;
  const card = await notices.byMessage({ surface, workspace, reference: repliesTo });
  const request = /^request:(?<id>[^:]+)$/u.exec(card?.subject ?? '')?.groups?.['id'];
  if (card === undefined || request === undefined) return undefined;
  const isCut = text.length > LONGEST_COMMENT;
  const kept = isCut ? `${text.slice(0, LONGEST_COMMENT - 1)}…` : text;
  return { command: 'comment', args: { request, text: kept, under: card.id, ...(isCut ? { isCut } : {}) } };
}
