import { gmail } from 'googleapis/build/src/apis/gmail/index.js';
import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { z } from 'zod';
import { postAssertion } from './impersonate.ts';
import type { GoogleStandIn } from './start-google.ts';

const tokenSchema = z.object({ access_token: z.string().min(1) });

export async function accessToken(google: GoogleStandIn, sub: string, scope: string): Promise<string> {
  const response = await postAssertion(google, { sub, scopes: [`https://www.googleapis.com/auth/${scope}`] });
  return tokenSchema.parse(await response.json()).access_token;
}

/** The vendor's own client, without its hidden retries, answering every status instead of throwing. */
export async function gmailClient(
  google: GoogleStandIn,
  sub: string,
  scope = 'gmail.metadata',
): Promise<gmail_v1.Gmail> {
  const token = await accessToken(google, sub, scope);
  return gmail({
    version: 'v1',
    rootUrl: `${google.url}/`,
    headers: { authorization: `Bearer ${token}` },
    retry: false,
    validateStatus: () => true,
  });
}
