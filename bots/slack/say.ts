import type { MessageMetadata } from '@slack/types';
import type { SlackMessage } from './render.ts';
import type { WebClient } from './web-clients.ts';

export type Said = { readonly channel?: string; readonly ts?: string };
export type Place = { readonly channel: string; readonly thread_ts?: string; readonly metadata?: MessageMetadata };

/** Texts of people may hold links: Slack must neither fetch what is behind them nor read markup in the fallback text. */
const QUIET = { unfurl_links: false, unfurl_media: false, mrkdwn: false } as const;

export async function say(client: WebClient, place: Place, message: SlackMessage): Promise<Said> {
  const { postMessage } = client.chat;
  return await postMessage({ ...place, ...QUIET, ...wire(message) });
}

/** Blocks are always sent, also none: an update would otherwise keep the old ones. */
export function wire({ text, blocks }: SlackMessage): { text: string; blocks: [...SlackMessage['blocks']] } {
  return { text, blocks: [...blocks] };
}
