import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';

/** What a person's own file store hands to a bot that they let put one file there. */
export type UploadInfo = {
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly name: string;
  readonly uniqueId: string;
  readonly fileType: string;
};

export interface FileStore {
  readonly allows: (name: string) => UploadInfo;
  /** The web as somebody sees it whose every request leads to this store. */
  readonly fetch: typeof fetch;
  readonly files: ReadonlyMap<string, string>;
  readonly requests: readonly string[];
  /** What becomes of the next requests. */
  readonly strike: (fault: StoreFault) => void;
}

export type StoreFault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'reset-after' | 'reset-before' };

type Session = { readonly info: UploadInfo; readonly until: Temporal.Instant; isOver: boolean };

const HOST = 'https://acme-my.sharepoint.com';
/** Upload sessions of the store live for some minutes where Teams opens them. */
const LIFE = Temporal.Duration.from({ minutes: 15 });
const LARGEST_PIECE = 60 * 1024 * 1024;

/** An upload session takes the whole file in pieces with their ranges, needs no token and refuses one, and ends with the last byte. */
export function createFileStore(clock: Clock): FileStore {
  const sessions = new Map<string, Session>();
  const files = new Map<string, string>();
  const requests: string[] = [];
  const faults: StoreFault[] = [];
  let last = 0;

  const put = async (session: Session, headers: Headers, body: Uint8Array): Promise<Response> => {
    const range = /^bytes 0-(?<to>\d+)\/(?<size>\d+)$/u.exec(headers.get('content-range') ?? '')?.groups;
    if (body.length === 0 || body.length > LARGEST_PIECE) return new Response('', { status: 400 });
    if (Number(range?.['to']) !== body.length - 1 || Number(range?.['size']) !== body.length)
      return new Response('{"error":{"code":"invalidRange"}}', { status: 416 });
    session.isOver = true;
    files.set(session.info.name, new TextDecoder().decode(body));
    return Response.json({ id: session.info.uniqueId, name: session.info.name }, { status: 201 });
  };

  const answer = async (method: string, url: URL, headers: Headers, body: Uint8Array): Promise<Response> => {
    const session = sessions.get(url.href);
    if (headers.has('authorization')) return new Response('', { status: 401 });
    if (session === undefined || session.isOver) return new Response('', { status: 404 });
    if (Temporal.Instant.compare(clock.now(), session.until) >= 0) return new Response('', { status: 404 });
    if (method === 'PUT') return await put(session, headers, body);
    return Response.json({ expirationDateTime: session.until.toString(), nextExpectedRanges: ['0-'] });
  };

  return {
    files,
    requests,
    strike: (fault) => faults.push(fault),
    allows: (name) => {
      last += 1;
      const base = `${HOST}/personal/ada/_api/v2.0/drive/items/${last}`;
      const info = {
        uploadUrl: `${base}/uploadSession?guid='${last}'&tempauth=t${last}`,
        contentUrl: `${HOST}/personal/ada/Documents/Applications/${name}`,
        name,
        uniqueId: `0000000${last}`,
        fileType: name.split('.').at(-1) ?? '',
      };
      sessions.set(new URL(info.uploadUrl).href, { info, until: clock.now().add(LIFE), isOver: false });
      return info;
    },
    fetch: async (input, init) => {
      const { method, url, headers, body } = requestSchema.parse({
        ...init,
        url: input,
        headers: new Headers(init?.headers),
      });
      requests.push(`${method} ${url.origin}${url.pathname}`);
      if (init?.redirect !== 'manual') throw new Error('A redirect would be followed');
      const fault = faults.shift();
      if (fault?.kind === 'status') return new Response('', { status: fault.status, headers: fault.headers ?? {} });
      const lost = new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
      if (fault?.kind === 'reset-before') throw lost;
      const answered = await answer(method, url, headers, body);
      if (fault?.kind === 'reset-after') throw lost;
      return answered;
    },
  };
}

const requestSchema = z.object({
  method: z.string().default('GET'),
  url: z.instanceof(URL),
  headers: z.instanceof(Headers),
  body: z.instanceof(Uint8Array).default(new Uint8Array()),
});
