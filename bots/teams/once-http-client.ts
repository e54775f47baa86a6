import { z } from 'zod';
import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Clock } from '../../core/clock.ts';
import { wasNeverSent } from '../../core/outbox/never-sent.ts';
import { ConnectorFailure } from './connector-failure.ts';

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
export type OnceHttpClient = NonNullable<ConnectorOptions['httpClient']>;
type ConnectorRequest = Parameters<OnceHttpClient['sendRequest']>[0];
type ConnectorResponse = Awaited<ReturnType<OnceHttpClient['sendRequest']>>;

export type OnceHttpClientDeps = {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly onUnauthorized: () => void;
};

/**
 * Sends each request of the SDK's connector exactly once. Left to itself the connector repeats a post on 408, 429 and 5xx,
 * and a person would see the message up to four times.
 */
export function createOnceHttpClient(deps: OnceHttpClientDeps): OnceHttpClient {
  return {
    sendRequest: async (request) => {
      const response = await send(request, deps.timeoutMs);
      const body = await bodyOf(response);
      if (response.ok) return success(request, response, wholeJson(body));
      if (response.status === 401) deps.onUnauthorized();
      throw new ConnectorFailure({
        kind: 'answered',
        status: response.status,
        code: errorCodeIn(body),
        retryAfterMs: retryAfterMs(response.headers.get('retry-after'), deps.clock),
      });
    },
  };
}

async function send(request: ConnectorRequest, timeoutMs: number): Promise<Response> {
  try {
    return await fetch(request.url, {
      method: request.method,
      headers: request.headers.rawHeaders(),
      body: z.string().optional().parse(request.body) ?? null,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw new ConnectorFailure({ kind: wasNeverSent(error) ? 'never-sent' : 'result-lost' }, { cause: error });
  }
}

async function bodyOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw new ConnectorFailure({ kind: 'result-lost' }, { cause: error });
  }
}

/** A cut answer to a post means that the message is there and we do not know which one it is. */
function wholeJson(body: string): string {
  try {
    if (body !== '') JSON.parse(body);
    return body;
  } catch (error) {
    throw new ConnectorFailure({ kind: 'result-lost' }, { cause: error });
  }
}

function success(request: ConnectorRequest, response: Response, body: string): ConnectorResponse {
  const headers = request.headers.clone();
  for (const name of headers.headerNames()) headers.remove(name);
  for (const [name, value] of response.headers) headers.set(name, value);
  return { request, status: response.status, headers, bodyAsText: body };
}

const errorSchema = z.object({ error: z.object({ code: z.string() }) });

function errorCodeIn(body: string): string {
  try {
    return errorSchema.safeParse(JSON.parse(body)).data?.error.code ?? '';
  } catch {
    // Gateways answer with pages of HTML: then the status is all there is to say.
    return '';
  }
}

function retryAfterMs(header: string | null, clock: Clock): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - clock.now().epochMilliseconds);
}
