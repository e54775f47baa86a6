import { generateKeyPairSync, hash } from 'node:crypto';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { describe, expect, test } from 'vitest';
import { createScaledClock } from '../clock/scaled-clock.ts';
import { demoFirm } from '../corpus/demo-firm.ts';
import { postClientCredentials } from './graph-client.ts';
import { demoApp, startMicrosoft } from './start-microsoft.ts';
import type { MicrosoftStandIn } from './start-microsoft.ts';

const SCOPES = ['https://graph.microsoft.com/.default'];
const OTHER = { id: '00000000-1111-4222-8333-444444444444', domains: [] };
const certificate = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const thumbprint = hash('sha256', certificate.publicKey);

function start(): Promise<MicrosoftStandIn> {
  const registered = {
    thumbprints: [Buffer.from(thumbprint, 'hex').toString('base64url')],
    publicKeyPem: certificate.publicKey,
  };
  return startMicrosoft({
    firm: demoFirm,
    mailboxes: new Map(),
    clock: createScaledClock(),
    roles: ['Mail.ReadBasic.All'],
    app: { ...demoApp, certificates: [registered] },
    otherTenants: [OTHER],
  });
}

describe('the token endpoint', () => {
  test('serves the vendor’s own client with a secret', async () => {
    await using microsoft = await start();
    const auth = {
      clientId: demoApp.clientId,
      clientSecret: demoApp.secrets[0]?.value ?? '',
      ...microsoft.msalAuthority(microsoft.tenant.id),
    };

    const result = await new ConfidentialClientApplication({ auth }).acquireTokenByClientCredential({ scopes: SCOPES });

    expect(result?.accessToken).toMatch(/^eyJ/);
  });

  test('serves the vendor’s own client with a certificate, and refuses a foreign key', async () => {
    await using microsoft = await start();
    const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    const signIn = (privateKey: string) => {
      const clientCertificate = { thumbprintSha256: thumbprint, privateKey };
      const auth = { clientId: demoApp.clientId, clientCertificate, ...microsoft.msalAuthority(microsoft.tenant.id) };
      return new ConfidentialClientApplication({ auth }).acquireTokenByClientCredential({ scopes: SCOPES });
    };

    const result = await signIn(certificate.privateKey);

    expect(result?.accessToken).toMatch(/^eyJ/);
    await expect(signIn(foreign)).rejects.toThrow(/AADSTS700027/);
  });

  test.each<[string, Readonly<Record<string, string>>, number, number]>([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 7_000_215],
    ['an expired secret', { client_secret: demoApp.secrets[1]?.value ?? '' }, 401, 7_000_222],
    ['an unknown tenant', { tenant: '99999999-0000-4000-8000-000000000000' }, 400, 90_002],
    ['an unknown app', { client_id: '99999999-0000-4000-8000-000000000001' }, 400, 700_016],
    ['a tenant that has not consented', { tenant: OTHER.id }, 400, 700_016],
    ['a scope that is not the default one', { scope: 'https://graph.microsoft.com/Mail.Read' }, 400, 1_002_012],
  ])('refuses %s', async (_what, change, status, code) => {
    await using microsoft = await start();

    const response = await postClientCredentials(microsoft, change);

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error_codes: [code],
      error_description: expect.stringContaining(`AADSTS${code}`),
    });
  });
});
