import { generateKeyPairSync } from 'node:crypto';
import type { SecretFiles } from '../../../core/credentials/secret-files.ts';
import { err, ok } from '../../../core/result.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
export const PEM = privateKey;

export const SERVICE_ACCOUNT = {
  type: 'service_account',
  project_id: 'usher',
  private_key_id: 'abc',
  private_key: PEM,
  client_email: 'usher@acme.iam.example',
  client_id: '1234567890',
  token_uri: 'https://oauth2.example/token',
};

export const APPLICATION = {
  tenantId: 'acme.example',
  clientId: '0198a5c0-0000-4000-8000-00000000abcd',
  clientSecret: 'Zz9~very.secret',
};

export const CERTIFICATE = {
  tenantId: APPLICATION.tenantId,
  clientId: APPLICATION.clientId,
  certificate: PEM,
  thumbprint: 'AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01',
};

/** The public part of a certificate that was made for tests; its end stands beside it. */
export const PUBLIC_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBhTCCASugAwIBAgIUPVSboUetXbFCfzNj60WPIkJdv3MwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNdXNoZXIuZXhhbXBsZTAeFw0yNjExMjIxNTIyMThaFw0yOTAx
MzAxNTIyMThaMBgxFjAUBgNVBAMMDXVzaGVyLmV4YW1wbGUwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAATAuANjHA7JlskW1oKKpAivmWspI+7LbNqqGT2zomi1J5mR
+c9vTwD7iqioknA9k93Ieb7yt/BQW07GBSi/kFvLo1MwUTAdBgNVHQ4EFgQU2/I5
va6ywbhcE2FD9KSRCAZ0KhswHwYDVR0jBBgwFoAU2/I5va6ywbhcE2FD9KSRCAZ0
KhswDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAsJdianaHZGR5x
yV80noKaoRPLNTCW5PHXK6fL9HDRQQIhAIITi9mDjqTfj3TrFl5FfH4CQm6kK506
B9Ii4Yh0uYP+
-----END CERTIFICATE-----`;
export const CERTIFICATE_ENDS = Temporal.Instant.from('2029-01-30T15:22:18Z');

/** A disk with these files; what is no text is why the file cannot be had. */
export function aDisk(files: Readonly<Record<string, unknown>>): SecretFiles {
  return {
    read: async (path) => {
      const content = files[path];
      if (content === undefined) return err({ kind: 'no-such-file' });
      if (content === 'not-readable' || content === 'too-large') return err({ kind: content });
      return ok(typeof content === 'string' ? content : JSON.stringify(content));
    },
  };
}
