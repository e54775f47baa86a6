import { z } from 'zod';
import type { Activity } from 'botbuilder';
import type {
  ChatDocuments,
  DocumentFile,
  DocumentOffer,
  Handed,
  Whether,
} from '../../core/documents/chat-documents.ts';
import { PLACE_GONE } from '../../core/documents/not-taken.ts';
import type { SendFailure } from '../../core/outbox/chat-gateway.ts';
import { wasNeverSent } from '../../core/outbox/never-sent.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { decodePlace, type FilePlace } from './file-place.ts';
import { isFileHost } from './files.ts';
import { postTo, type PosterDeps } from './poster.ts';

export type TeamsDocumentsDeps = PosterDeps & { readonly send: typeof fetch };

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const INFO = 'application/vnd.microsoft.teams.card.file.info';

/**
 * Needs `supportsFiles`, and works in a personal chat only. The person is asked by a card of the platform's own; what they
 * agree to is put into their own store, at an address that came with their answer and is good for one upload.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
export function createTeamsDocuments(deps: TeamsDocumentsDeps): ChatDocuments | undefined {
  // The local client has no place of its own for a person’s files.
  if (deps.config.mode === 'playground') return undefined;
  return {
    kind: 'agreed',
    offer: async (to, offer) => {
      const posted = await postTo(deps, to, consentCard(offer));
      return posted.ok ? ok(undefined) : posted;
    },
    hand: async (to, encoded, file) => {
      const place = decodePlace(encoded);
      const url = place === undefined ? null : URL.parse(place.uploadUrl);
      // The address comes from somebody's machine: only the vendor's hosts are ever written to.
      if (place === undefined || url === null || !isFileHost(url, deps.config.fileHosts))
        return err({ kind: 'refused', reason: 'file-host' });
      const failure = await put(deps, url, file);
      return failure === undefined ? ok(await announce(deps, to, place)) : err(failure);
    },
    find: async (_to, encoded) => {
      const url = URL.parse(decodePlace(encoded)?.uploadUrl ?? '');
      if (url === null || !isFileHost(url, deps.config.fileHosts)) return ok('absent');
      return await look(deps, url);
    },
  };
}

function consentCard({ name, title, size, accept, decline }: DocumentOffer): Partial<Activity> {
  const content = {
    description: title,
    sizeInBytes: size,
    acceptContext: { action: accept },
    declineContext: { action: decline },
  };
  return { type: 'message', attachments: [{ contentType: CONSENT, name, content }] };
}

/** In one piece, which the store takes up to 60 MiB; nothing of ours identifies us there but the address itself. */
async function put(
  { send, config }: TeamsDocumentsDeps,
  url: URL,
  { bytes }: DocumentFile,
): Promise<SendFailure | undefined> {
  const headers = {
    'content-type': 'application/octet-stream',
    'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
  };
  try {
    const signal = AbortSignal.timeout(config.sendMs);
    const response = await send(url, { method: 'PUT', body: Buffer.from(bytes), headers, redirect: 'manual', signal });
    return response.status === 200 || response.status === 201 ? undefined : failureOf(response);
  } catch (error) {
    return wasNeverSent(error) ? { kind: 'unavailable', cause: error } : { kind: 'ambiguous', cause: error };
  }
}

const DEFAULT_RETRY_MS = 10_000;

function failureOf({ status, headers }: Response): SendFailure {
  const cause = new Error(`The file store answered ${status}`);
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (status === 429) return { kind: 'throttled', retryAfterMs: seconds > 0 ? seconds * 1000 : DEFAULT_RETRY_MS };
  if (status === 503) return { kind: 'unavailable', cause };
  if (status >= 500 || status === 408) return { kind: 'ambiguous', cause };
  return { kind: 'refused', reason: PLACE_GONE };
}

/** The file is there by now: a message that is not taken changes nothing of that. */
async function announce(
  deps: TeamsDocumentsDeps,
  to: Parameters<ChatDocuments['hand']>[0],
  place: FilePlace,
): Promise<Handed> {
  const { contentUrl, name, uniqueId, fileType } = place;
  const card = { contentType: INFO, contentUrl, name, content: { uniqueId, fileType } };
  const posted = await postTo(deps, to, { type: 'message', attachments: [card] });
  return posted.ok ? { seen: true } : { seen: false, href: contentUrl };
}

const session = z.object({ nextExpectedRanges: z.array(z.string()).min(1) });

/** An upload that is still expected has not arrived; one that is over has arrived or run out, which nobody can tell. */
async function look({ send, config }: TeamsDocumentsDeps, url: URL): Promise<Result<Whether, SendFailure>> {
  try {
    const response = await send(url, { redirect: 'manual', signal: AbortSignal.timeout(config.sendMs) });
    if (response.status >= 500 || response.status === 429)
      return err({ kind: 'unavailable', cause: new Error(`The file store answered ${response.status}`) });
    const isExpected = response.status === 200 && session.safeParse(await response.json()).success;
    return ok(isExpected ? 'absent' : 'unknowable');
  } catch (error) {
    return err({ kind: 'unavailable', cause: error });
  }
}
