import { err, ok } from '../../../core/result.ts';
import type { Result } from '../../../core/result.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import type { MailItem } from '../corpus/mailbox.ts';
import { graphErrors } from './graph-error.ts';
import { isMessageMember } from './graph-message.ts';
import type { IdType } from './graph-ids.ts';

type ReceivedFilter = { readonly text: string; readonly accepts: (item: MailItem) => boolean };

export type MessageQuery = {
  readonly select: readonly string[] | undefined;
  readonly filter: ReceivedFilter | undefined;
  readonly isAscending: boolean;
  readonly isOrdered: boolean;
};

export function parseMessageQuery(url: URL, comparisons: readonly string[]): Result<MessageQuery, Answer> {
  const select = url.searchParams
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  const unknown = select?.find((name) => !isMessageMember(name));
  if (unknown !== undefined) {
    return err(
      graphErrors.badQuery(`Could not find a property named '${unknown}' on type 'Microsoft.OutlookServices.Message'.`),
    );
  }
  if (url.searchParams.has('$search'))
    return err(graphErrors.badQuery("The query parameter '$search' is not supported here."));
  const orderBy = url.searchParams.get('$orderby');
  const order = /^receivedDateTime(?: (asc|desc))?$/i.exec(orderBy ?? 'receivedDateTime desc');
  if (order === null) return err(graphErrors.tooComplex());
  const filterText = url.searchParams.get('$filter');
  const filter = filterText === null ? ok(undefined) : parseFilter(filterText, comparisons);
  if (!filter.ok) return filter;
  return ok({
    select,
    filter: filter.value,
    isAscending: order[1]?.toLowerCase() !== 'desc',
    isOrdered: orderBy !== null,
  });
}

function parseFilter(text: string, comparisons: readonly string[]): Result<ReceivedFilter, Answer> {
  const tests: ((ms: number) => boolean)[] = [];
  for (const clause of text.split(/\s+and\s+/i)) {
    const [, comparison, date] =
      /^receivedDateTime\s+(ge|gt|le|lt)\s+(\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?)$/.exec(clause.trim()) ?? [];
    const at = Date.parse(date ?? '');
    if (comparison === undefined || Number.isNaN(at) || !comparisons.includes(comparison)) {
      return err(graphErrors.badFilter('The query filter is not supported for this collection.'));
    }
    if (comparison === 'ge') tests.push((ms) => ms >= at);
    if (comparison === 'gt') tests.push((ms) => ms > at);
    if (comparison === 'le') tests.push((ms) => ms <= at);
    if (comparison === 'lt') tests.push((ms) => ms < at);
  }
  // Received times are compared as they are shown: in whole seconds.
  return ok({ text, accepts: ({ receivedMs }) => tests.every((test) => test(Math.floor(receivedMs / 1000) * 1000)) });
}

export type Preferences = { readonly idType: IdType; readonly maxPageSize: number | undefined };

export function preferencesOf({ headers }: Exchange): Preferences {
  const prefer = [headers['prefer']].flat().join(',');
  const size = /odata\.maxpagesize\s*=\s*"?(\d+)/i.exec(prefer)?.[1];
  return {
    idType: /IdType\s*=\s*"ImmutableId"/i.test(prefer) ? 'immutable' : 'ordinary',
    maxPageSize: size === undefined ? undefined : Number(size),
  };
}

/** A whole number from the query, or the default; undefined when it is none or lies outside. */
export function countIn(url: URL, name: string, fallback: number, most: number): number | undefined {
  const asked = url.searchParams.get(name);
  const count = asked === null ? fallback : Number(asked);
  return Number.isInteger(count) && count >= 0 && count <= most ? count : undefined;
}
