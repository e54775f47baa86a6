import { webApi, type Logger } from '@slack/bolt';

export type WebClient = webApi.WebClient;

/** The token with which the app speaks in a workspace or organization; undefined where it is not installed. */
export type TokenOf = (workspace: string) => Promise<string | undefined>;

export type WebClientsDeps = {
  readonly tokenOf: TokenOf;
  readonly slackApiUrl: string;
  readonly timeoutMs: number;
  readonly logger: Logger;
};

export type ClientOf = (workspace: string) => Promise<WebClient | undefined>;

/** Slack names no Retry-After when a proxy of its own throttles; without one the SDK hides that it was a 429. */
const UNNAMED_RETRY_SECONDS = '30';

/** One client for each workspace, made anew when its token was rotated. Never repeats a request by itself. */
export function createClientOf({ tokenOf, slackApiUrl, timeoutMs, logger }: WebClientsDeps): ClientOf {
  const clients = new Map<string, { readonly token: string; readonly client: WebClient }>();
  return async (workspace) => {
    const token = await tokenOf(workspace);
    if (token === undefined) return undefined;
    const known = clients.get(workspace);
    if (known?.token === token) return known.client;
    const client = new webApi.WebClient(token, {
      slackApiUrl,
      logger,
      timeout: timeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      fetch: fetchNamingRetry,
    });
    clients.set(workspace, { token, client });
    return client;
  };
}

async function fetchNamingRetry(...[url, init]: Parameters<webApi.FetchFunction>): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status !== 429 || /^\d+$/.test(response.headers.get('retry-after') ?? '')) return response;
  const headers = new Headers(response.headers);
  headers.set('retry-after', UNNAMED_RETRY_SECONDS);
  return new Response(response.body, { status: 429, headers });
}
