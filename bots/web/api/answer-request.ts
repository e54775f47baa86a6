import type { Request, Response } from 'express';
import { z } from 'zod';
import { prefixOf } from '../../../core/api-keys/api-key-text.ts';
import { openApiKey, type OpenedKey } from '../../../core/api-keys/open-api-key.ts';
import type { CoreDeps } from '../../../core/deps.ts';
import { recordContext } from '../../../core/records/record-context.ts';
import { inRequestContext } from '../../../core/request-context.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { cursorAt, cursorText } from './cursor.ts';
import { keyProblem, NO_KEY } from './key-problem.ts';
import { invalidParameter, NOT_FOUND, sendProblem, tooManyRequests, type Problem } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Asked, Resource } from './resource.ts';

export type AnswerDeps = Pick<CoreDeps, 'clock' | 'log' | 'registry' | 'transaction' | 'entropy' | 'masters'> & {
  readonly limit: RateLimit;
};

type Exchange = {
  readonly of: Resource;
  readonly request: Request;
  readonly response: Response;
  readonly reference: string;
};

/** Key → limit → parameters → what the key's owner may see of it. */
export async function answerRequest(deps: AnswerDeps, exchange: Exchange): Promise<void> {
  const { response, reference } = exchange;
  const answer = await answerTo(deps, exchange);
  if (answer.ok) response.type('application/json').send(JSON.stringify(answer.value));
  else sendProblem(response, answer.error, reference);
}

async function answerTo(
  deps: AnswerDeps,
  { of, request, response, reference }: Exchange,
): Promise<Result<unknown, Problem>> {
  const opened = await openKeyOf(deps, request.get('authorization'));
  if (!opened.ok) return opened;
  const limited = withinLimit(deps.limit, opened.value.key.id, response);
  if (limited !== undefined) return err(limited);
  const asked = askedFor(of, request);
  if (!asked.ok) return asked;

  const { account, member } = opened.value;
  const context = { reference, accountId: account.id, what: 'api' };
  const read = await inRequestContext(context, () =>
    deps.transaction.run(account.id, async (stores) => {
      const viewer = { accountId: account.id, memberId: member.id };
      const { query, path, page } = asked.value;
      // The resource's own schemas made what it is given.
      const typed = { query: query as never, path: path as never, page };
      return await of.read(deps, await recordContext(deps, stores, viewer), typed);
    }),
  );
  // Only what the document promises leaves, whatever was read.
  return read === undefined ? err(NOT_FOUND) : ok(withCursor(of.answer.parse(read), asked.value.of));
}

async function openKeyOf(deps: AnswerDeps, header: string | undefined): Promise<Result<OpenedKey, Problem>> {
  const text = /^Bearer +(\S+)$/iu.exec(header ?? '')?.[1];
  if (text === undefined) return err(NO_KEY);
  const prefix = prefixOf(text);
  const accountId = prefix === undefined ? undefined : await deps.registry.accountOfApiKey(prefix);
  if (accountId === undefined) return err(keyProblem({ kind: 'unknown' }));
  const opened = await deps.transaction.run(accountId, (stores) => openApiKey(deps, stores, text));
  return opened.ok ? opened : err(keyProblem(opened.error));
}

/** draft-ietf-httpapi-ratelimit-headers: the policy, what is left of it, and when to come back. */
function withinLimit(limit: RateLimit, key: string, response: Response): Problem | undefined {
  const taken = limit.take(key);
  response.set({
    'ratelimit-policy': `"key";q=${limit.perMinute};w=60`,
    ratelimit: `"key";r=${taken.remaining};t=${taken.resetSeconds}`,
  });
  return taken.isAllowed ? undefined : tooManyRequests(limit.perMinute, taken.waitSeconds);
}

type AskedHere = Asked<unknown, unknown> & {
  /** What a cursor of this request is good for. */
  readonly of: string;
};

function askedFor(of: Resource, request: Request): Result<AskedHere, Problem> {
  const path = of.parameters.safeParse(request.params);
  if (!path.success) return err(NOT_FOUND);
  const query = of.query.safeParse(request.query);
  if (!query.success) return err(wrongParameter(query.error));
  const { cursor, limit, ...filter } = paging.parse(query.data);
  const its = JSON.stringify([of.path, path.data, filter]);
  const at = cursor === undefined ? undefined : cursorAt(its, cursor);
  if (cursor !== undefined && at === undefined)
    return err(
      invalidParameter('cursor', 'It belongs to another request. Send `next` with the parameters it came from.'),
    );
  return ok({ query: query.data, path: path.data, page: { at, limit }, of: its });
}

const paging = z.looseObject({ cursor: z.string().optional(), limit: z.number().default(1) });

function wrongParameter(error: z.ZodError): Problem {
  const [issue] = error.issues;
  if (issue === undefined) return invalidParameter('query', 'It could not be read.');
  const field = issue.path.join('.');
  if (issue.code === 'invalid_format')
    return invalidParameter(field, 'It is not an id. Take one from the lists of this API.');
  if (issue.code !== 'unrecognized_keys') return invalidParameter(field, issue.message);
  const [unknown = 'query'] = issue.keys;
  return invalidParameter(unknown, 'There is no such parameter here; /api/v1/openapi.json has those there are.');
}

const paged = z.looseObject({ next: z.string() });

function withCursor(body: unknown, of: string): unknown {
  const page = paged.safeParse(body);
  return page.success ? { ...page.data, next: cursorText(of, page.data.next) } : body;
}
