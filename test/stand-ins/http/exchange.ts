import type { IncomingHttpHeaders } from 'node:http';

export type Exchange = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type Answer =
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'text'; readonly status: number; readonly body: string }
  | { readonly kind: 'reset' };

export type Route = (exchange: Exchange) => Promise<Answer>;

export function json(status: number, body: unknown, headers?: Readonly<Record<string, string>>): Answer {
  return headers === undefined ? { kind: 'json', status, body } : { kind: 'json', status, body, headers };
}

export function bearer(exchange: Exchange): string | undefined {
  const match = /^Bearer (\S+)$/i.exec(exchange.headers.authorization ?? '');
  return match?.[1];
}

/** The values of a repeated query parameter, each of which may hold a comma-separated list. */
export function queryList(url: URL, name: string): readonly string[] {
  return url.searchParams.getAll(name).filter((value) => value !== '');
}
