import { describe, expect, test } from 'vitest';
import { openedSecret } from '../../../core/credentials/opened-secret.ts';
import { readKeyFile } from '../../../core/credentials/read-key-file.ts';
import { APPLICATION, CERTIFICATE, CERTIFICATE_ENDS, PEM, PUBLIC_CERTIFICATE, SERVICE_ACCOUNT } from './key-files.ts';

describe('a key file', () => {
  test('of a service account gives what a job needs and nothing else', () => {
    const read = readKeyFile('google', JSON.stringify(SERVICE_ACCOUNT), 'admin@acme.example');

    expect(read).toEqual({
      ok: true,
      value: {
        label: 'usher@acme.iam.example',
        secret: {
          provider: 'google',
          clientEmail: 'usher@acme.iam.example',
          clientId: '1234567890',
          privateKey: PEM,
          admin: 'admin@acme.example',
        },
      },
    });
  });

  test('of an application holds a secret, or a certificate with its thumbprint in one form', () => {
    const secret = readKeyFile('microsoft', `\uFEFF${JSON.stringify(APPLICATION)}`, undefined);
    const certificate = readKeyFile('microsoft', JSON.stringify(CERTIFICATE), undefined);

    expect(secret).toMatchObject({ value: { secret: { proof: { kind: 'secret', clientSecret: 'Zz9~very.secret' } } } });
    expect(certificate).toMatchObject({
      value: { secret: { proof: { kind: 'certificate', thumbprint: 'abcdef0123456789abcdef0123456789abcdef01' } } },
    });
  });

  test.each([
    ['a secret whose end was written down', { ...APPLICATION, expires: '2027-01-31' }, '2027-01-31T00:00:00Z'],
    ['a secret without', APPLICATION, undefined],
    ['a certificate', { ...CERTIFICATE, certificate: `${PEM}\n${PUBLIC_CERTIFICATE}` }, CERTIFICATE_ENDS.toString()],
    ['a key without its certificate', CERTIFICATE, undefined],
    [
      'a certificate that cannot be read',
      { ...CERTIFICATE, certificate: `${PEM}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----` },
      undefined,
    ],
  ])('says when it ends, where that is known: %s', (_, file, ends) => {
    const read = readKeyFile('microsoft', JSON.stringify(file), undefined);

    expect(read.ok ? read.value.expiresAt?.toString() : read.error).toBe(ends);
  });

  test.each([
    ['google', SERVICE_ACCOUNT],
    ['microsoft', APPLICATION],
    ['microsoft', CERTIFICATE],
  ] as const)('of %s survives being stored', (provider, file) => {
    const read = readKeyFile(provider, JSON.stringify(file), undefined);
    if (!read.ok) throw new Error(read.error.kind);

    expect(openedSecret.parse(JSON.parse(JSON.stringify(read.value.secret)))).toEqual(read.value.secret);
  });

  test.each([
    ['google', '{"a":', { kind: 'not-json' }],
    ['google', '[]', { kind: 'wrong-content', fields: [] }],
    ['google', APPLICATION, { kind: 'wrong-content', fields: ['type', 'client_email', 'client_id', 'private_key'] }],
    ['google', { ...SERVICE_ACCOUNT, client_id: 'x' }, { kind: 'wrong-content', fields: ['client_id'] }],
    ['google', { ...SERVICE_ACCOUNT, private_key: PEM.replaceAll('\n', ' ') }, { kind: 'no-private-key' }],
    ['microsoft', { ...APPLICATION, clientId: 'mine' }, { kind: 'wrong-content', fields: ['clientId'] }],
    ['microsoft', { ...APPLICATION, expires: 'in January' }, { kind: 'wrong-content', fields: ['expires'] }],
    ['microsoft', { ...CERTIFICATE, thumbprint: 'AB' }, { kind: 'wrong-content', fields: ['thumbprint'] }],
    ['microsoft', { ...CERTIFICATE, certificate: 'nothing' }, { kind: 'no-private-key' }],
    ['microsoft', SERVICE_ACCOUNT, { kind: 'wrong-content', fields: ['tenantId', 'clientId', 'clientSecret'] }],
  ] as const)('for %s is refused when it is another: %#', (provider, file, refused) => {
    const read = readKeyFile(provider, typeof file === 'string' ? file : JSON.stringify(file), undefined);

    expect(read).toEqual({ ok: false, error: refused });
  });

  test('is refused without a word of what is in it', () => {
    const read = readKeyFile('microsoft', JSON.stringify({ ...APPLICATION, clientId: 'geheim' }), undefined);

    expect(JSON.stringify(read)).not.toContain('geheim');
  });
});
