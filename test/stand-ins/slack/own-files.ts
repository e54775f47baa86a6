import { bearer, type Answer, type Exchange } from '../http/exchange.ts';
import type { SlackAnswer } from './emulated-slack.ts';
import { BOT_SCOPES, BOT_TOKEN } from './people.ts';

/** The files that people choose in a form: theirs, and read by the app with its token alone. */
export interface OwnFiles {
  /** Keeps a file and answers its id. */
  readonly put: (user: string, name: string, text: string) => string;
  /** Undefined for a file that nobody put here, such as one that the app uploaded. */
  readonly info: (params: Readonly<Record<string, string>>, token: string) => SlackAnswer | undefined;
  /** Undefined for another path. */
  readonly take: (exchange: Exchange) => Answer | undefined;
}

type OwnFile = { readonly user: string; readonly name: string; readonly text: string };

const PATH = '/files-pri/';

export function createOwnFiles(root: () => string, scopes: readonly string[] = BOT_SCOPES): OwnFiles {
  const files = new Map<string, OwnFile>();
  return {
    put: (user, name, text) => {
      // As the form names it.
      const id = `F-${name}`;
      files.set(id, { user, name, text });
      return id;
    },
    info: ({ file: id = '' }, token) => {
      const file = files.get(id);
      if (file === undefined) return undefined;
      if (token !== BOT_TOKEN) return { ok: false, error: 'invalid_auth' };
      if (!scopes.includes('files:read')) return { ok: false, error: 'missing_scope', needed: 'files:read' };
      const { user, name, text } = file;
      const url = `${root()}${PATH}${encodeURIComponent(id)}`;
      return { ok: true, file: { id, name, user, size: Buffer.byteLength(text), url_private_download: url } };
    },
    take: (exchange) => {
      const { pathname } = exchange.url;
      if (!pathname.startsWith(PATH)) return undefined;
      const file = files.get(decodeURIComponent(pathname.slice(PATH.length)));
      if (file === undefined) return { kind: 'text', status: 404, body: 'not found' };
      // Whoever has no token is led to the sign-in page.
      return bearer(exchange) === BOT_TOKEN
        ? { kind: 'text', status: 200, body: file.text }
        : { kind: 'text', status: 302, body: '' };
    },
  };
}
