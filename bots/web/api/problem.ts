import type { Response } from 'express';
import { z } from 'zod';

/** RFC 9457: what is wrong, why, and the way out; `reference` is what an operator finds in the log. */
export const problemSchema = z
  .object({
    type: z.string().describe('What kind of problem it is; the same for the same cause.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('Why, and what to do about it.'),
    field: z.string().optional().describe('The parameter or header that it is about.'),
    reference: z.string(),
  })
  .describe('A refusal or a failure.');

export type Problem = {
  readonly kind: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly field?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export function sendProblem(response: Response, problem: Problem, reference: string): void {
  const { kind, status, title, detail, field, headers = {} } = problem;
  const body = { type: `urn:usher:problem:${kind}`, title, status, detail, field, reference };
  response
    .status(status)
    .set(headers)
    .type('application/problem+json')
    .send(JSON.stringify(problemSchema.parse(body)));
}

export const NO_SUCH_PATH: Problem = {
  kind: 'no-such-path',
  status: 404,
  title: 'There is nothing at this address',
  detail: 'The addresses that there are stand in /api/v1/openapi.json.',
};

/** The same for what is not there and for what the owner of the key may not see. */
export const NOT_FOUND: Problem = {
  kind: 'not-found',
  status: 404,
  title: 'There is no such record',
  detail: 'It is not there, or the owner of the key may not see it. Take ids from the lists of this API.',
};

export const FAILED: Problem = {
  kind: 'failed',
  status: 500,
  title: 'This could not be answered',
  detail: 'Something broke on this side. Ask again in a minute; if it stays so, tell whoever runs Usher the reference.',
};

export function methodNotAllowed(method: string): Problem {
  return {
    kind: 'method-not-allowed',
    status: 405,
    title: `${method} is not offered`,
    detail: 'This API reads only: use GET or HEAD. Changes are made in chat.',
    headers: { allow: ALLOWED },
  };
}

export const ALLOWED = 'GET, HEAD, OPTIONS';

export function invalidParameter(field: string, detail: string): Problem {
  return { kind: 'invalid-parameter', status: 400, title: `“${field}” cannot be used`, detail, field };
}

export function tooManyRequests(perMinute: number, waitSeconds: number): Problem {
  return {
    kind: 'too-many-requests',
    status: 429,
    title: 'Too many requests with this key',
    detail: `A key has ${perMinute} requests a minute. Go on in ${waitSeconds} s.`,
    headers: { 'retry-after': `${waitSeconds}` },
  };
}
