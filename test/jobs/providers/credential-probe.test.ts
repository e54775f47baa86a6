import { describe, expect, test } from 'vitest';
import type { OpenedSecret } from '../../../core/credentials/opened-secret.ts';
import type { CredentialFault } from '../../../core/credentials/org-credential.ts';
import { createCredentialProbe } from '../../../jobs/providers/credential-probe.ts';
import { MICROSOFT_ENDPOINTS } from '../../../jobs/providers/microsoft/endpoints.ts';
import { GRAPH_QUOTA } from '../../../jobs/providers/microsoft/quota.ts';
import { GOOGLE_ENDPOINTS } from '../../../jobs/providers/google/endpoints.ts';
import { GMAIL_QUOTAS } from '../../../jobs/providers/google/quota.ts';
import { openGoogle, scopesOf, type GoogleWorld } from './google-world.ts';
import { openMicrosoft, type MicrosoftWorld } from './microsoft-world.ts';

const DIRECTORY = 'admin.directory.user.readonly';
const OTHER_TENANT = { id: '00000000-1111-4222-8333-444444444444', domains: [] };

describe('a service account', () => {
  test.each([
    [['gmail.metadata', DIRECTORY], 'headers'],
    [['gmail.readonly', DIRECTORY], 'content'],
  ])('with %j may read %s', async (scopes, access) => {
    await using world = await openGoogle({ delegatedScopes: scopesOf(scopes) });

    const probed = await probeGoogle(world, world.deps.secret);

    expect(probed).toEqual({ ok: true, value: access });
  });

  test.each<[readonly string[], CredentialFault]>([
    [[], 'delegation-missing'],
    [[DIRECTORY], 'scope-missing'],
    [['gmail.metadata'], 'scope-missing'],
  ])('with %j lacks something', async (scopes, fault) => {
    await using world = await openGoogle({ delegatedScopes: scopesOf(scopes) });

    const probed = await probeGoogle(world, world.deps.secret);

    expect(probed).toEqual({ ok: false, error: { kind: 'fault', fault } });
  });

  test.each<[string, Partial<GoogleWorld['deps']['secret']>, CredentialFault]>([
    ['a key that is none', { privateKey: 'none' }, 'key-refused'],
    ['another account', { clientEmail: 'other@linden-demo.iam.gserviceaccount.com' }, 'key-refused'],
    ['somebody who is no administrator', { admin: 'ines.okafor@lindenpartners.example' }, 'scope-missing'],
  ])('with %s is refused', async (_what, change, fault) => {
    await using world = await openGoogle();

    const probed = await probeGoogle(world, { ...world.deps.secret, ...change });

    expect(probed).toEqual({ ok: false, error: { kind: 'fault', fault } });
  });

  test('behind a server that fails is not judged', async () => {
    await using world = await openGoogle();
    world.google.faults.strike({ kind: 'status', status: 503 });

    const probed = await probeGoogle(world, world.deps.secret);

    expect(probed).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });
});

describe('an application', () => {
  test('with consent may read headers', async () => {
    await using world = await openMicrosoft();

    const probed = await probeMicrosoft(world, world.deps.secret);

    expect(probed).toEqual({ ok: true, value: 'headers' });
  });

  test.each<[string, (secret: MicrosoftSecret) => MicrosoftSecret, CredentialFault]>([
    ['a wrong secret', (secret) => withSecret(secret, 'wrong'), 'key-refused'],
    ['an expired secret', (secret) => withSecret(secret, 'demo~secret.that-expired-long-ago'), 'secret-expired'],
    [
      'an unknown tenant',
      (secret) => ({ ...secret, tenantId: '99999999-0000-4000-8000-000000000000' }),
      'unknown-tenant',
    ],
    ['a tenant without consent', (secret) => ({ ...secret, tenantId: OTHER_TENANT.id }), 'consent-missing'],
  ])('with %s is refused', async (_what, change, fault) => {
    await using world = await openMicrosoft({ otherTenants: [OTHER_TENANT] });

    const probed = await probeMicrosoft(world, change(world.deps.secret));

    expect(probed).toEqual({ ok: false, error: { kind: 'fault', fault } });
  });

  test('without the right to the directory lacks it', async () => {
    await using world = await openMicrosoft({ roles: ['Mail.ReadBasic.All'] });

    const probed = await probeMicrosoft(world, world.deps.secret);

    expect(probed).toEqual({ ok: false, error: { kind: 'fault', fault: 'scope-missing' } });
  });

  test('behind a server that fails is not judged', async () => {
    await using world = await openMicrosoft();
    world.microsoft.faults.strike({ kind: 'reset' });

    const probed = await probeMicrosoft(world, world.deps.secret);

    expect(probed).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });
});

type MicrosoftSecret = MicrosoftWorld['deps']['secret'];

function withSecret(secret: MicrosoftSecret, clientSecret: string): MicrosoftSecret {
  return { ...secret, proof: { kind: 'secret', clientSecret } };
}

function probeGoogle({ deps }: GoogleWorld, secret: OpenedSecret) {
  const microsoft = { ...deps, endpoints: MICROSOFT_ENDPOINTS, quota: GRAPH_QUOTA };
  return createCredentialProbe({ google: deps, microsoft }).probe('google', secret, new AbortController().signal);
}

function probeMicrosoft({ deps }: MicrosoftWorld, secret: OpenedSecret) {
  const google = { ...deps, endpoints: GOOGLE_ENDPOINTS, quota: GMAIL_QUOTAS.new };
  return createCredentialProbe({ google, microsoft: deps }).probe('microsoft', secret, new AbortController().signal);
}
