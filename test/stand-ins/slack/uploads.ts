import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import type { Answer, Exchange } from '../http/exchange.ts';
import type { EmulatedSlack, SlackAnswer } from './emulated-slack.ts';

/** A file as people see it in a conversation. */
export type ShownFile = {
  readonly channel: string;
  readonly name: string;
  readonly title: string | undefined;
  readonly comment: string;
  readonly text: string;
};

export interface Uploads {
  /** The address that was given out leads through here. */
  readonly issued: (params: Params, answer: SlackAnswer) => SlackAnswer;
  /** Undefined for another path. */
  readonly take: (exchange: Exchange) => Promise<Answer | undefined>;
  readonly completed: (params: Params) => void;
  readonly shown: readonly ShownFile[];
}

type Params = Readonly<Record<string, string>>;
type Session = { readonly name: string; readonly length: number; readonly until: Temporal.Instant; text?: string };

const PATH = '/upload/v1/';
const LIFE = Temporal.Duration.from({ minutes: 10 });

/** Each address takes one file of the announced length, without a token, for some minutes. */
export function createUploads(emulated: EmulatedSlack, clock: Clock, root: () => string): Uploads {
  const sessions = new Map<string, Session>();
  const shown: ShownFile[] = [];
  return {
    shown,
    issued: (params, answer) => {
      const { file_id: id } = answer;
      if (!answer.ok || typeof id !== 'string') return answer;
      const until = clock.now().add(LIFE);
      sessions.set(id, { name: params['filename'] ?? '', length: Number(params['length']), until });
      return { ...answer, upload_url: `${root()}${PATH}${id}` };
    },
    take: async ({ url, body, headers }) => {
      if (!url.pathname.startsWith(PATH)) return undefined;
      const id = url.pathname.slice(PATH.length);
      const session = sessions.get(id);
      const isOver = session === undefined || Temporal.Instant.compare(clock.now(), session.until) >= 0;
      if (isOver || session.text !== undefined || headers.authorization !== undefined)
        return text(404, 'file_not_found');
      if (Buffer.byteLength(body) !== session.length) return text(400, 'length_mismatch');
      session.text = body;
      return text(await emulated.upload(id, body), 'OK');
    },
    completed: (params) => {
      for (const { id, title } of filesSchema.parse(JSON.parse(params['files'] ?? '[]'))) {
        const { name = '', text: held = '' } = sessions.get(id) ?? {};
        shown.push({
          channel: params['channel_id'] ?? '',
          name,
          title,
          comment: params['initial_comment'] ?? '',
          text: held,
        });
      }
    },
  };
}

const filesSchema = z.array(z.object({ id: z.string(), title: z.string().optional() }));

function text(status: number, body: string): Answer {
  return { kind: 'text', status, body };
}
