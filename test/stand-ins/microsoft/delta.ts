import type { Mailbox, Place } from '../corpus/mailbox.ts';
import { json } from '../http/exchange.ts';
import { cutPage } from './delta-page.ts';
import { firstRound, laterRound } from './delta-round.ts';
import type { DeltaEntry } from './delta-round.ts';
import { createDeltaTokens } from './delta-tokens.ts';
import type { DeltaToken, DeltaTokens, DeltaTokenSettings, Round } from './delta-tokens.ts';
import { folderIdOf } from './folders.ts';
import { graphErrors } from './graph-error.ts';
import { graphMessage } from './graph-message.ts';
import { nothingServed } from './mail-context.ts';
import type { MailAnswer, MailContext } from './mail-context.ts';
import { countIn, parseMessageQuery } from './odata.ts';

export type DeltaSettings = DeltaTokenSettings & { readonly seed: string };

export interface Delta {
  readonly answer: (context: MailContext, place: Place) => MailAnswer;
  /** Every nextLink and deltaLink handed out so far is refused from now on, as expired ones are. */
  readonly expireTokens: () => void;
}

const LARGEST_PAGE = 500;
const DEFAULT_PAGE = 10;
const EXPIRED = [
  [410, 'syncStateNotFound'],
  [400, 'resyncRequired'],
  [410, 'SyncStateNotFound'],
  [404, 'syncStateNotFound'],
] as const;

export function createDelta(settings: DeltaSettings): Delta {
  const state: DeltaState = { seed: settings.seed, tokens: createDeltaTokens(settings), rounds: 0, expiries: 0 };
  return {
    expireTokens: state.tokens.expireAll,
    answer: (context, place) => {
      const { url } = context.exchange;
      const key = url.searchParams.get('$skiptoken') ?? url.searchParams.get('$deltatoken');
      if (key === null) return begin(state, context, place);
      const found = state.tokens.find(key);
      const round = found?.token.round;
      if (found === undefined || round?.owner !== context.mailbox.owner.id || round.place !== place) {
        return nothingServed(graphErrors.badSyncState());
      }
      if (found.isStale) return gone(state, context, place);
      return found.token.kind === 'skip'
        ? page(state, context, found.token)
        : resume(state, context, found.token.round);
    },
  };
}

type DeltaState = { readonly seed: string; readonly tokens: DeltaTokens; rounds: number; expiries: number };

function begin(state: DeltaState, context: MailContext, place: Place): MailAnswer {
  const { mailbox, exchange } = context;
  const query = parseMessageQuery(exchange.url, ['ge', 'gt']);
  if (!query.ok) return nothingServed(query.error);
  if (query.value.isOrdered && query.value.isAscending) return nothingServed(graphErrors.tooComplex());
  // On delta, $top bounds the whole round and not a page.
  const top = countIn(exchange.url, '$top', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const entries = firstRound(mailbox, place, query.value).slice(0, top);
  return firstPage(state, context, { place, query: query.value, entries });
}

function resume(state: DeltaState, context: MailContext, { place, query, until }: Round): MailAnswer {
  const entries = laterRound(context.mailbox, place, { since: until, filter: query.filter });
  return firstPage(state, context, { place, query, entries });
}

function firstPage(
  state: DeltaState,
  context: MailContext,
  about: Pick<Round, 'place' | 'query' | 'entries'>,
): MailAnswer {
  const { mailbox } = context;
  state.rounds += 1;
  const seed = `${state.seed}/${state.rounds}`;
  const round: Round = { ...about, seed, owner: mailbox.owner.id, until: mailbox.changes().length, latestPage: 0 };
  return page(state, context, { round, offset: 0, page: 0 });
}

type Turning = Omit<Extract<DeltaToken, { kind: 'skip' }>, 'kind'>;

function page({ tokens }: DeltaState, context: MailContext, { round, offset, page: number }: Turning): MailAnswer {
  round.latestPage = Math.max(round.latestPage, number);
  const size = Math.min(context.preferences.maxPageSize ?? DEFAULT_PAGE, LARGEST_PAGE) || DEFAULT_PAGE;
  const { entries, nextOffset } = cutPage({ seed: round.seed, all: round.entries, offset, page: number, size });
  const next = { round, offset: nextOffset, page: number + 1 };
  const link =
    nextOffset >= round.entries.length
      ? { '@odata.deltaLink': linkTo(context, '$deltatoken', tokens.issue({ kind: 'delta', round })) }
      : { '@odata.nextLink': linkTo(context, '$skiptoken', tokens.issue({ kind: 'skip', ...next })) };
  const told = entries.filter((entry) => isStillTrue(context.mailbox, round.place, entry));
  const value = told.map((entry) => resourceOf(context, round, entry));
  const body = { '@odata.context': `${context.baseUrl}/v1.0/$metadata#Collection(message)`, value, ...link };
  return { answer: json(200, body), served: told.flatMap(({ kind, item }) => (kind === 'full' ? [item.id] : [])) };
}

function gone(state: DeltaState, { exchange, baseUrl }: MailContext, place: Place): MailAnswer {
  state.expiries += 1;
  const [status, code] = EXPIRED[(state.expiries + place.length) % EXPIRED.length] ?? EXPIRED[0];
  return nothingServed(graphErrors.syncStateGone(status, code, `${baseUrl}${exchange.url.pathname}`));
}

/** What has left the folder while the round ran is passed over; the next round tells of it. */
function isStillTrue(mailbox: Mailbox, place: Place, { kind, item }: DeltaEntry): boolean {
  const isHere = mailbox.find(item.id)?.place === place;
  return kind === 'removed' ? !isHere : isHere;
}

function resourceOf(
  { mailbox, ids, preferences, hasContent }: MailContext,
  { place, query }: Round,
  { kind, item }: DeltaEntry,
): unknown {
  const { idType } = preferences;
  if (kind === 'removed') {
    return {
      '@odata.type': '#microsoft.graph.message',
      id: ids.idOf(item, idType, place),
      '@removed': { reason: 'deleted' },
    };
  }
  const current = mailbox.find(item.id) ?? item;
  const whole = graphMessage({ mailbox, ids, idType, select: query.select, hasContent }, current);
  if (kind === 'full') return { '@odata.type': '#microsoft.graph.message', ...whole };
  // An update may come with these members alone, whatever $select asked for.
  return {
    '@odata.type': '#microsoft.graph.message',
    '@odata.etag': whole['@odata.etag'],
    id: whole.id,
    isRead: current.isRead,
    parentFolderId: folderIdOf(mailbox, current.place),
  };
}

function linkTo({ exchange, baseUrl }: MailContext, parameter: string, token: string): string {
  return `${baseUrl}${exchange.url.pathname}?${parameter}=${token}`;
}
