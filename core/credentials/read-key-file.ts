import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Provider } from '../accounts/provider.ts';
import { err, ok, type Result } from '../result.ts';
import type { OpenedSecret } from './opened-secret.ts';

export type KeyFile = {
  readonly secret: OpenedSecret;
  /** What admins may see of it. */
  readonly label: string;
  readonly expiresAt: Temporal.Instant | undefined;
};

export type KeyFileRefused =
  | { readonly kind: 'not-json' }
  /** Names of what is absent or wrong, never its content. */
  | { readonly kind: 'wrong-content'; readonly fields: readonly string[] }
  | { readonly kind: 'no-private-key' };

/** Parses the text of a key file; `admin` is whom a service account acts as in the directory. */
export function readKeyFile(
  provider: Provider,
  text: string,
  admin: string | undefined,
): Result<KeyFile, KeyFileRefused> {
  const json = parseJson(text);
  return json.ok ? READERS[provider](json.value, admin) : json;
}

type Reader = (json: unknown, admin: string | undefined) => Result<KeyFile, KeyFileRefused>;

const READERS = { google: readServiceAccount, microsoft: readApplication } as const satisfies Record<Provider, Reader>;

function parseJson(text: string): Result<unknown, KeyFileRefused> {
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/u, '')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return err({ kind: 'not-json' });
  }
}

const ServiceAccount = z.object({
  type: z.literal('service_account'),
  client_email: z.email(),
  client_id: z.string().regex(/^\d+$/u),
  private_key: z.string().min(1),
});

function readServiceAccount(json: unknown, admin: string | undefined): Result<KeyFile, KeyFileRefused> {
  const file = ServiceAccount.safeParse(json);
  if (!file.success) return err(wrongContent(file.error));
  const { client_email: clientEmail, client_id: clientId, private_key: privateKey } = file.data;
  if (!isPrivateKey(privateKey)) return err({ kind: 'no-private-key' });
  const subject = admin === undefined ? {} : { admin };
  const secret = { provider: 'google', clientEmail, clientId, privateKey, ...subject } as const;
  return ok({ secret, label: clientEmail, expiresAt: undefined });
}

const Tenant = { tenantId: z.string().regex(/^[\w.-]+$/u), clientId: z.guid() };
/** The directory tells the day only when the secret is made, so whoever made it writes it down. */
const expires = z.iso
  .date()
  .transform((day) => Temporal.PlainDate.from(day).toZonedDateTime('UTC').toInstant())
  .optional();
const THUMBPRINT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;

const Application = z.union([
  z.object({ ...Tenant, clientSecret: z.string().min(1), expires }),
  z.object({
    ...Tenant,
    certificate: z.string().min(1),
    thumbprint: z
      .string()
      .transform((text) => text.replaceAll(/[\s:]/gu, '').toLowerCase())
      .refine((text) => THUMBPRINT.test(text)),
  }),
]);

function readApplication(json: unknown): Result<KeyFile, KeyFileRefused> {
  const file = Application.safeParse(json);
  if (!file.success) return err(wrongContent(file.error));
  const { tenantId, clientId } = file.data;
  const label = `application ${clientId} of ${tenantId}`;
  if ('clientSecret' in file.data) {
    const proof = { kind: 'secret', clientSecret: file.data.clientSecret } as const;
    return ok({ secret: { provider: 'microsoft', tenantId, clientId, proof }, label, expiresAt: file.data.expires });
  }
  const { certificate: pem, thumbprint } = file.data;
  if (!isPrivateKey(pem)) return err({ kind: 'no-private-key' });
  return ok({
    secret: { provider: 'microsoft', tenantId, clientId, proof: { kind: 'certificate', pem, thumbprint } },
    label,
    expiresAt: endOf(pem),
  });
}

/** A PEM may hold the certificate beside its key; without it nobody knows the day. */
function endOf(pem: string): Temporal.Instant | undefined {
  const certificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/u.exec(pem)?.[0];
  if (certificate === undefined) return undefined;
  try {
    return new X509Certificate(certificate).validToDate.toTemporalInstant();
  } catch {
    // The key can sign without it, and whoever receives the signature knows the certificate.
    return undefined;
  }
}

/** Only the names: what zod says about a value could quote it. */
function wrongContent(error: z.ZodError): KeyFileRefused {
  const issues = error.issues.flatMap((issue) => (issue.code === 'invalid_union' ? fewest(issue.errors) : [issue]));
  const fields = issues.map(({ path }) => path.join('.')).filter((name) => name !== '');
  return { kind: 'wrong-content', fields: [...new Set(fields)] };
}

/** Of several possible contents the one that was most nearly given. */
function fewest<Issue>(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  return alternatives.toSorted((one, other) => one.length - other.length)[0] ?? [];
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).type === 'private';
  } catch {
    // Whatever the decoder has against it, it is not a key that can sign.
    return false;
  }
}
