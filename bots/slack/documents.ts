import { z } from 'zod';
import type { ChatDocuments, DocumentFile, Whether } from '../../core/documents/chat-documents.ts';
import type { Log } from '../../core/log.ts';
import type { ChatAddress, SendFailure } from '../../core/outbox/chat-gateway.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { DEADLINES, type SlackConfig } from './config.ts';
import { escapeText } from './escape.ts';
import { sdkLogger } from './sdk-logger.ts';
import { sendFailureOf } from './send-failure.ts';
import { channelOf } from './speak.ts';
import { createClientOf, type TokenOf, type WebClient } from './web-clients.ts';

export type SlackDocumentsDeps = {
  readonly config: Pick<SlackConfig, 'slackApiUrl' | 'fileOrigins'>;
  readonly tokenOf: TokenOf;
  readonly log: Log;
};

/**
 * Needs `files:write`. A file is uploaded first, which nobody sees, and then shown in the direct messages with one person.
 * @see https://docs.slack.dev/reference/methods/files.getUploadURLExternal
 */
export function createSlackDocuments({ config, tokenOf, log }: SlackDocumentsDeps): ChatDocuments {
  const timeoutMs = DEADLINES.deliverMs;
  const clientOf = createClientOf({ tokenOf, slackApiUrl: config.slackApiUrl, timeoutMs, logger: sdkLogger(log) });

  async function speaking<Value>(
    { workspace }: ChatAddress,
    speak: (client: WebClient) => Promise<Result<Value, SendFailure>>,
  ): Promise<Result<Value, SendFailure>> {
    const client = await clientOf(workspace);
    if (client === undefined) return err({ kind: 'refused', reason: 'not_installed' });
    try {
      return await speak(client);
    } catch (error) {
      if (error instanceof z.ZodError) throw new Error('Slack described a file in an unknown way', { cause: error });
      return err(sendFailureOf(error));
    }
  }

  return {
    kind: 'posted',
    layDown: (to, file) =>
      speaking(to, async (client) => {
        const asked = await client.files.getUploadURLExternal({ filename: file.name, length: file.bytes.length });
        const { upload_url: address, file_id: id } = ticketSchema.parse(asked);
        const failure = await upload(config, address, file);
        return failure === undefined ? ok(id) : err(failure);
      }),
    hand: (to, place, file) =>
      speaking(to, async (client) => {
        const channel = await directMessages(client, to);
        if (!channel.ok) return channel;
        await client.files.completeUploadExternal({
          files: [{ id: place, title: file.name }],
          channel_id: channel.value,
          initial_comment: escapeText(file.title),
        });
        return ok({ seen: true });
      }),
    find: (to, place) => speaking(to, async (client) => ok(await isShown(client, place))),
  };
}

const ticketSchema = z.object({ upload_url: z.string(), file_id: z.string().min(1) });

/** No token goes along: whoever has the address may lay one file there, once. */
async function upload(
  { fileOrigins }: SlackDocumentsDeps['config'],
  address: string,
  { bytes }: DocumentFile,
): Promise<SendFailure | undefined> {
  const url = URL.parse(address);
  if (url === null || !fileOrigins.includes(url.origin)) return { kind: 'refused', reason: 'file-origin' };
  const signal = AbortSignal.timeout(DEADLINES.deliverMs);
  const headers = { 'content-type': 'application/octet-stream' };
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: Buffer.from(bytes),
      headers,
      redirect: 'manual',
      signal,
    });
    if (response.status === 200) return undefined;
    const cause = new Error(`Slack answered ${response.status} to an upload`);
    return { kind: 'unavailable', cause };
  } catch (error) {
    return { kind: 'unavailable', cause: error };
  }
}

/** Opening them again shows nobody anything, so an unclear result of it is simply none. */
async function directMessages(client: WebClient, to: ChatAddress): Promise<Result<string, SendFailure>> {
  if (to.kind !== 'user') return err({ kind: 'refused', reason: 'not_a_person' });
  try {
    return ok(await channelOf(client, to.user));
  } catch (error) {
    const failure = sendFailureOf(error);
    return err(failure.kind === 'ambiguous' ? { kind: 'unavailable', cause: failure.cause } : failure);
  }
}

const infoSchema = z.object({
  file: z.object({ ims: z.array(z.string()).default([]), shares: z.record(z.string(), z.unknown()).optional() }),
});

/** An upload that was not finished is no file yet; one that was finished is shown in somebody's direct messages. */
async function isShown(client: WebClient, file: string): Promise<Whether> {
  try {
    const { ims, shares = {} } = infoSchema.parse(await client.files.info({ file })).file;
    return ims.length > 0 || Object.keys(shares).length > 0 ? 'there' : 'unknowable';
  } catch (error) {
    const failure = sendFailureOf(error);
    if (failure.kind === 'refused' && failure.reason === 'file_not_found') return 'absent';
    throw error;
  }
}
