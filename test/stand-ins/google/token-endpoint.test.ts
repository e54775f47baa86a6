import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createScaledClock } from '../clock/scaled-clock.ts';
import { demoFirm } from '../corpus/demo-firm.ts';
import { postAssertion } from './impersonate.ts';
import type { Assertion } from './impersonate.ts';
import { startGoogle } from './start-google.ts';
import type { GoogleStandIn } from './start-google.ts';

const METADATA = 'https://www.googleapis.com/auth/gmail.metadata';
const CLARA: Assertion = { sub: 'clara.whitfield@lindenpartners.example', scopes: [METADATA] };

type Refusal = { readonly status: number; readonly error: string; readonly description: RegExp };

let google: GoogleStandIn;

beforeAll(async () => {
  google = await startGoogle({
    firm: demoFirm,
    mailboxes: new Map(),
    clock: createScaledClock(),
    delegatedScopes: [METADATA],
  });
});

afterAll(() => google.stop());

describe('the token endpoint', () => {
  test('lets the service account act for a user of the domain', async () => {
    const response = await postAssertion(google, CLARA);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3599,
      access_token: expect.any(String),
    });
  });

  const foreignKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  });

  test.each<[string, Partial<Assertion>, Refusal]>([
    [
      'a scope that is not delegated',
      { scopes: [METADATA, 'https://mail.google.com/'] },
      { status: 401, error: 'unauthorized_client', description: /not authorized/ },
    ],
    [
      'an unknown user',
      { sub: 'nobody@lindenpartners.example' },
      { status: 400, error: 'invalid_grant', description: /Invalid email/ },
    ],
    [
      'an alias',
      { sub: 'tom@lindenpartners.example' },
      { status: 400, error: 'invalid_grant', description: /Invalid email/ },
    ],
    [
      'a user of the other provider',
      { sub: 'sofie.lindqvist@linden-europe.example' },
      { status: 400, error: 'invalid_grant', description: /Invalid email/ },
    ],
    ['a foreign key', { privateKey: foreignKey }, { status: 400, error: 'invalid_grant', description: /Signature/ }],
    [
      'another audience',
      { audience: 'https://example.com/token' },
      { status: 400, error: 'invalid_grant', description: /audience/ },
    ],
    [
      'another issuer',
      { issuer: 'mallory@example.com' },
      { status: 400, error: 'invalid_grant', description: /account not found/ },
    ],
    ['a life over an hour', { lifeSeconds: 3601 }, { status: 400, error: 'invalid_grant', description: /short-lived/ }],
    ['a life that is over', { lifeSeconds: -120 }, { status: 400, error: 'invalid_grant', description: /short-lived/ }],
  ])('refuses %s', async (_what, change, { status, error, description }) => {
    const response = await postAssertion(google, { ...CLARA, ...change });

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error, error_description: expect.stringMatching(description) });
  });
});
