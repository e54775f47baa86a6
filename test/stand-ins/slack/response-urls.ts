import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import { json, type Answer } from '../http/exchange.ts';
import { refusalOf } from './block-rules.ts';
import { imageRefusalOf, type FetchImage } from './images.ts';

export type ResponseMessage = {
  readonly user: string;
  readonly channel: string;
  readonly to: 'ephemeral' | 'in_channel';
  readonly text: string;
  readonly blocks: readonly unknown[];
};

export interface ResponseUrls {
  readonly issue: (user: string, channel: string) => string;
  /** Undefined for a path that is none of these. */
  readonly take: (path: string, body: string) => Promise<Answer | undefined>;
}

export type ResponseUrlsDeps = {
  readonly clock: Clock;
  readonly root: () => string;
  readonly show: (message: ResponseMessage) => Promise<void>;
  readonly fetchImage: FetchImage;
};

const USES = 5;
const LIFE_MS = 30 * 60_000;

const messageSchema = z.object({
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.literal(false, 'only the outbox repaints cards'),
  delete_original: z.literal(false).optional(),
  text: z.string().min(1).max(40_000),
  blocks: z.array(z.unknown()).default([]),
});

export function createResponseUrls({ clock, root, show, fetchImage }: ResponseUrlsDeps): ResponseUrls {
  const issued = new Map<
    string,
    { readonly user: string; readonly channel: string; readonly at: number; uses: number }
  >();
  return {
    issue: (user, channel) => {
      const path = `/commands/${crypto.randomUUID()}`;
      issued.set(path, { user, channel, at: clock.now().epochMilliseconds, uses: 0 });
      return `${root()}${path}`;
    },
    take: async (path, body) => {
      const known = issued.get(path);
      if (known === undefined) return path.startsWith('/commands/') ? refuse(404, 'no_service') : undefined;
      if (clock.now().epochMilliseconds - known.at > LIFE_MS) return refuse(404, 'expired_url');
      if (known.uses >= USES) return refuse(404, 'used_url');
      const message = messageSchema.safeParse(JSON.parse(body));
      if (!message.success) return refuse(400, z.prettifyError(message.error));
      const { blocks: sent } = message.data;
      const refusal = refusalOf(sent) ?? (await imageRefusalOf(fetchImage, sent));
      if (refusal !== undefined) return refuse(400, refusal);
      known.uses += 1;
      const { response_type: to, text, blocks } = message.data;
      await show({ user: known.user, channel: known.channel, to, text, blocks });
      return { kind: 'text', status: 200, body: 'ok' };
    },
  };
}

function refuse(status: number, error: string): Answer {
  return json(status, { ok: false, error });
}
