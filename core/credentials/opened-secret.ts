import { z } from 'zod';

/** A service account that acts as people of the organization. `admin` is whom it acts as for look-ups in the directory. */
const googleSecret = z.strictObject({
  provider: z.literal('google'),
  clientEmail: z.string(),
  clientId: z.string(),
  privateKey: z.string(),
  admin: z.string().optional(),
});

/** An application of one tenant with a secret, or with a certificate: its private key and SHA-1 or SHA-256 thumbprint. */
const microsoftSecret = z.strictObject({
  provider: z.literal('microsoft'),
  tenantId: z.string(),
  clientId: z.string(),
  proof: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('secret'), clientSecret: z.string() }),
    z.strictObject({ kind: z.literal('certificate'), pem: z.string(), thumbprint: z.string() }),
  ]),
});

/** What a job needs to open mailboxes; it exists in memory only and is sealed wherever it is kept. */
export const openedSecret = z.discriminatedUnion('provider', [googleSecret, microsoftSecret]);

export type GoogleSecret = z.infer<typeof googleSecret>;
export type MicrosoftSecret = z.infer<typeof microsoftSecret>;
export type OpenedSecret = z.infer<typeof openedSecret>;
