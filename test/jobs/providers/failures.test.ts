import { describe, expect, test } from 'vitest';
import { refusalOf as googleRefusal } from '../../../jobs/providers/google/failure.ts';
import { refusalOf as graphRefusal } from '../../../jobs/providers/microsoft/failure.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

const NOW = '2026-03-13T09:00:00Z';
const THERE = 'Fri, 13 Mar 2026 10:30:00 GMT';
const clock = createFakeClock(NOW);

describe('a refusal by Google', () => {
  test.each([
    {
      what: 'the time in the text, by the clock of the answer',
      message: 'Retry after 2026-03-13T10:45:00.000Z',
      seconds: 900,
    },
    { what: 'seconds', status: 403, reason: 'userRateLimitExceeded', retryAfter: '17', seconds: 17 },
    { what: 'a date', retryAfter: 'Fri, 13 Mar 2026 10:31:00 GMT', seconds: 60 },
    { what: 'nothing', status: 403, seconds: 30 },
    { what: 'a limit of the day', status: 403, reason: 'dailyLimitExceeded', seconds: 3600 },
    { what: 'a time that is over', message: 'Retry after 2026-03-13T10:29:00.000Z', seconds: 1 },
    { what: 'a time beyond reason', retryAfter: '99999999', seconds: 86_400 },
  ])('for too many requests with $what is throttled until then', (refused) => {
    const { status = 429, reason = 'rateLimitExceeded', message = '', retryAfter, seconds } = refused;
    const data = { error: { code: status, message, errors: [{ reason, domain: 'usageLimits' }] } };

    const refusal = googleRefusal({ clock }, { status, data, retryAfter, date: THERE });

    const retryAt = Temporal.Instant.from(NOW).add({ seconds });
    expect(refusal).toEqual({ kind: 'failed', failure: { kind: 'throttled', retryAt } });
  });

  test.each([
    [403, 'insufficientPermissions', { kind: 'failed', failure: { kind: 'unauthorised', fault: 'credential' } }],
    [403, 'accessNotConfigured', { kind: 'failed', failure: { kind: 'unauthorised', fault: 'credential' } }],
    [403, 'forbidden', { kind: 'failed', failure: { kind: 'unauthorised', fault: 'access-denied' } }],
    [401, 'authError', { kind: 'token-refused' }],
    [404, 'notFound', { kind: 'not-found' }],
    [400, 'failedPrecondition', { kind: 'mail-off' }],
    [400, 'invalidArgument', { kind: 'invalid' }],
    [500, 'backendError', { kind: 'failed', failure: { kind: 'unavailable' } }],
  ])('of status %i for %s has its own meaning', (status, reason, expected) => {
    const data = { error: { code: status, message: 'Retry after lunch', errors: [{ reason }] } };

    const refusal = googleRefusal({ clock }, { status, data, retryAfter: undefined, date: THERE });

    expect(refusal).toMatchObject(expected);
  });
});

describe('a refusal by Graph', () => {
  test.each([
    [
      429,
      'TooManyRequests',
      '12',
      { kind: 'failed', failure: { kind: 'throttled', retryAt: Temporal.Instant.from(NOW).add({ seconds: 12 }) } },
    ],
    [
      503,
      'serviceNotAvailable',
      '5',
      { kind: 'failed', failure: { kind: 'throttled', retryAt: Temporal.Instant.from(NOW).add({ seconds: 5 }) } },
    ],
    [503, 'serviceNotAvailable', undefined, { kind: 'failed', failure: { kind: 'unavailable' } }],
    [410, 'syncStateNotFound', undefined, { kind: 'link-refused' }],
    [400, 'SyncStateInvalid', undefined, { kind: 'link-refused' }],
    [400, 'ResyncRequired', undefined, { kind: 'link-refused' }],
    [401, 'InvalidAuthenticationToken', undefined, { kind: 'token-refused' }],
    [403, 'ErrorAccessDenied', undefined, { kind: 'denied', code: 'ErrorAccessDenied' }],
    [404, 'MailboxNotEnabledForRESTAPI', undefined, { kind: 'no-mailbox' }],
    [404, 'ErrorItemNotFound', undefined, { kind: 'not-found' }],
    [400, 'BadRequest', undefined, { kind: 'failed', failure: { kind: 'unavailable' } }],
  ])('of status %i for %s has its own meaning', (status, code, retryAfter, expected) => {
    const refusal = graphRefusal({ clock }, { status, body: { error: { code } }, retryAfter, date: THERE });

    expect(refusal).toMatchObject(expected);
  });
});
