import { expect, test } from 'vitest';
import { wasNeverSent } from '../../../core/outbox/never-sent.ts';

const coded = (code: string): Error => Object.assign(new Error(code), { code });

test.each(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'CERT_HAS_EXPIRED'])(
  'a connection that failed with %s never carried the request, however deep the code lies',
  (code) => {
    expect(wasNeverSent(coded(code))).toBe(true);
    expect(wasNeverSent(new Error('fetch failed', { cause: coded(code) }))).toBe(true);
    expect(wasNeverSent(new Error('the call failed', { cause: new Error('fetch', { cause: coded(code) }) }))).toBe(
      true,
    );
  },
);

test.each([coded('ECONNRESET'), coded('ETIMEDOUT'), new Error('fetch failed'), 'ENOTFOUND', undefined])(
  'after %s nobody knows',
  (error) => {
    expect(wasNeverSent(error)).toBe(false);
  },
);
