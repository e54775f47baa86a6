import type { Mailbox } from '../corpus/mailbox.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import type { GraphIds } from './graph-ids.ts';
import type { Preferences } from './odata.ts';

/** What a request about one mailbox needs to be answered. */
export type MailContext = {
  readonly mailbox: Mailbox;
  readonly ids: GraphIds;
  readonly exchange: Exchange;
  readonly baseUrl: string;
  readonly preferences: Preferences;
  /** Whether the token's role includes bodies. */
  readonly hasContent: boolean;
};

export type MailAnswer = { readonly answer: Answer; readonly served: readonly string[] };

export function nothingServed(answer: Answer): MailAnswer {
  return { answer, served: [] };
}
