import type { MessageMetadata } from '@slack/types';
import type { SlackMessage } from './render.ts';
import type { WebClient } from './web-clients.ts';

export type Said = { readonly channel?: string; readonly ts?: string };
export type Place = { readonly channel: string; readonly thread_ts?: string; readonly metadata?: MessageMetadata };

/** Texts of people may hold addresses and names: Slack must make links and mentions of none of them. */
const LITERAL = { parse: 'none', link_names: false } as const;
/** Nor fetch what is behind a link, nor read markup in the text that stands in for blocks. */
const QUIET = { ...LITERAL, unfurl_links: false, unfurl_media: false, mrkdwn: false } as const;

export async function say(client: WebClient, place: Place, message: SlackMessage): Promise<Said> {
  const { postMessage } = client.chat;
  return await postMessage({ ...place, ...QUIET, ...wire(message) });
}

/** Blocks are always sent, also none: an update would otherwise keep the old ones. It makes links unless told not to. */
export function wire({ text, blocks }: SlackMessage): Wired {
  return { ...LITERAL, text, blocks: [...blocks] };
}

type Wired = typeof LITERAL & { readonly text: string; readonly blocks: [...SlackMessage['blocks']] };
