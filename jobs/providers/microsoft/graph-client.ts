import { Client, HTTPMessageHandler, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import type { Clock } from '../../../core/clock.ts';
import type { MicrosoftSecret } from '../../../core/credentials/opened-secret.ts';
import type { Log } from '../../../core/log.ts';
import type { QuotaLimiter, QuotaLimits } from '../quota-limiter.ts';
import type { MicrosoftEndpoints } from './endpoints.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

export type MicrosoftDeps = {
  readonly secret: MicrosoftSecret;
  readonly endpoints: MicrosoftEndpoints;
  readonly quota: QuotaLimits;
  readonly clock: Clock;
  readonly limiter: QuotaLimiter;
  readonly log: Log;
};

/** What every call of one organization shares. */
export type GraphClient = MicrosoftDeps & { readonly signIn: SignIn; readonly graph: Client };

export function createGraphClient(deps: MicrosoftDeps): GraphClient {
  // Only this handler: the library's retries sleep for minutes inside a call, and its own redirects carry the token on.
  const send: Middleware = new HTTPMessageHandler();
  const middleware: Middleware = { execute: (context) => withoutRedirects(send, context) };
  const graph = Client.initWithMiddleware({ baseUrl: `${deps.endpoints.graph}/`, defaultVersion: 'v1.0', middleware });
  return { ...deps, signIn: createSignIn(deps), graph };
}

function withoutRedirects(send: Middleware, context: Context): Promise<void> {
  context.options = { ...context.options, redirect: 'manual' };
  return send.execute(context);
}
