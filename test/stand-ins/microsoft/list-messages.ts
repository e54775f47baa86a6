import type { Place } from '../corpus/mailbox.ts';
import { json } from '../http/exchange.ts';
import { graphErrors } from './graph-error.ts';
import { graphMessage } from './graph-message.ts';
import type { MailContext, MailAnswer } from './mail-context.ts';
import { nothingServed } from './mail-context.ts';
import { countIn, parseMessageQuery } from './odata.ts';

/** Messages of one folder, or of the whole mailbox; 10 a page unless $top says so, 1,000 at most. */
export function listMessages(context: MailContext, place: Place | undefined): MailAnswer {
  const { mailbox, ids, preferences, hasContent, exchange, baseUrl } = context;
  const { url } = exchange;
  const query = parseMessageQuery(url, ['ge', 'gt', 'le', 'lt']);
  if (!query.ok) return nothingServed(query.error);
  const top = countIn(url, '$top', 10, 1000);
  const skip = countIn(url, '$skip', 0, Number.MAX_SAFE_INTEGER);
  if (top === undefined || top === 0 || skip === undefined) {
    return nothingServed(
      graphErrors.badQuery('The limit of 1000 for Top query has been exceeded, or the value is no number.'),
    );
  }
  const { filter, select, isAscending } = query.value;
  const found = mailbox
    .newestFirst()
    .filter((item) => (place === undefined || item.place === place) && filter?.accepts(item) !== false);
  const page = (isAscending ? found.toReversed() : found).slice(skip, skip + top);
  const view = { mailbox, ids, idType: preferences.idType, select, hasContent };
  const next = new URL(`${baseUrl}${url.pathname}${url.search}`);
  next.searchParams.set('$skip', String(skip + top));
  const body = {
    '@odata.context': `${baseUrl}/v1.0/$metadata#users/messages`,
    ...(url.searchParams.get('$count') === 'true' ? { '@odata.count': found.length } : {}),
    value: page.map((item) => graphMessage(view, item)),
    ...(skip + top < found.length ? { '@odata.nextLink': next.href } : {}),
  };
  return { answer: json(200, body), served: page.map(({ id }) => id) };
}

export function countMessages({ mailbox, exchange }: MailContext, place: Place | undefined): MailAnswer {
  const query = parseMessageQuery(exchange.url, ['ge', 'gt', 'le', 'lt']);
  if (!query.ok) return nothingServed(query.error);
  const accepts = query.value.filter?.accepts;
  const found = mailbox
    .newestFirst()
    .filter((item) => (place === undefined || item.place === place) && accepts?.(item) !== false);
  return nothingServed({ kind: 'text', status: 200, body: String(found.length) });
}
