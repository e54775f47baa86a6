import { json } from '../http/exchange.ts';
import type { Answer } from '../http/exchange.ts';

function refusal(status: number, code: string, message: string, headers?: Readonly<Record<string, string>>): Answer {
  const requestId = '6d1f7a52-0000-4000-8000-000000000000';
  const innerError = { 'request-id': requestId, 'client-request-id': requestId };
  return json(status, { error: { code, message, innerError } }, headers);
}

export const graphErrors = {
  emptyToken: () => refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.'),
  badToken: () =>
    refusal(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.', {
      'www-authenticate': 'Bearer error="invalid_token"',
    }),
  mailDenied: () => refusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.'),
  directoryDenied: () =>
    refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'),
  noSuchUser: (key: string) =>
    refusal(
      404,
      'Request_ResourceNotFound',
      `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
    ),
  invalidUser: (key: string) => refusal(404, 'ErrorInvalidUser', `The requested user '${key}' is invalid.`),
  noMailbox: () =>
    refusal(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    ),
  noSuchItem: () => refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.'),
  noSuchPath: () => refusal(400, 'BadRequest', 'Resource not found for the segment.'),
  badQuery: (message: string) => refusal(400, 'BadRequest', message),
  expiredPageToken: () =>
    refusal(
      400,
      'Directory_ExpiredPageToken',
      'The specified page token value has expired and can no longer be included in your request.',
    ),
  badFilter: (message: string) => refusal(400, 'ErrorInvalidUrlQueryFilter', message),
  tooComplex: () =>
    refusal(400, 'InefficientFilter', 'The restriction or sort order is too complex for this operation.'),
  badSyncState: () => refusal(400, 'SyncStateInvalid', 'The sync state generation is not valid.'),
  /** Mostly 410, and by the documentation any "40X-series error" with the code. */
  syncStateGone: (status: 400 | 404 | 410, code: string, restartUrl: string) =>
    refusal(status, code, 'The sync state generation is not found; full sync is required.', { location: restartUrl }),
  mailboxConcurrency: () =>
    refusal(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', { 'retry-after': '1' }),
  throttled: (waitMs: number) =>
    refusal(429, 'TooManyRequests', 'Too many requests. Please retry after the time in the Retry-After header.', {
      'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))),
    }),
  notImplemented: () => refusal(501, 'notImplemented', 'This server does not implement the request.'),
  backend: (status: number) =>
    refusal(status, status === 503 ? 'serviceNotAvailable' : 'generalException', 'The service had a problem.'),
} as const satisfies Record<string, (...args: never[]) => Answer>;
