import type { Acceptance, Accepted } from '../../core/commands/front-door.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import { unreachable } from '../../core/result.ts';
import { answerMessage, answerResponse } from './answer.ts';
import { answerByMessage, say, sayInTurn } from './bot.ts';
import type { BotDeps, Turn } from './bot.ts';
import { withinDeadline } from './deadline.ts';
import { textResponse } from './invoke-response.ts';
import type { InvokeResponse } from './invoke-response.ts';
import { messageActivity } from './outgoing.ts';

/** What the HTTP request is answered with, and what is done once it has been. */
export type Outcome = {
  readonly status: 200 | 403 | 503;
  readonly body?: InvokeResponse;
  readonly after?: () => Promise<void>;
};

const STILL_WORKING = 'This is still being worked on. The answer will follow here.';

/** Stores first: what was not stored in time is not acknowledged, and the platform sends it again. */
export async function deliver(deps: BotDeps, turn: Turn): Promise<Outcome> {
  const acceptance = await accept(deps, turn);
  if (acceptance === undefined) return { status: 503 };
  if (acceptance.kind === 'unknown-workspace') return { status: 403 };
  return turn.delivery.by === 'invoke' ? invoked(deps, turn, acceptance) : messaged(deps, turn, acceptance);
}

type Known = Exclude<Acceptance, { kind: 'unknown-workspace' }>;

async function accept(deps: BotDeps, { delivery }: Turn): Promise<Acceptance | undefined> {
  try {
    return await withinDeadline(deps.frontDoor.accept(delivery.inbound), deps.config.acceptMs);
  } catch (error) {
    deps.log.error({ error }, 'Delivery not stored in time');
    return undefined;
  }
}

function messaged(deps: BotDeps, turn: Turn, acceptance: Known): Outcome {
  switch (acceptance.kind) {
    case 'accepted':
      return { status: 200, after: () => answerByMessage(deps, turn, acceptance) };
    case 'repeated':
      // The first delivery or the sweep posts the answer; a second post would be a second message.
      return { status: 200 };
    case 'invalid':
      return {
        status: 200,
        after: async () => {
          await say(deps, turn, { kind: 'fields', errors: acceptance.errors });
        },
      };
    default:
      return unreachable(acceptance);
  }
}

async function invoked(deps: BotDeps, turn: Turn, acceptance: Known): Promise<Outcome> {
  switch (acceptance.kind) {
    case 'accepted':
      return run(deps, turn, acceptance);
    case 'repeated':
      return { status: 200, body: repeatedResponse(deps, turn, acceptance.reply) };
    case 'invalid': {
      const reply: SealedReply = { kind: 'fields', errors: acceptance.errors };
      return { status: 200, body: answerResponse(reply, turn.delivery, deps.alert) };
    }
    default:
      return unreachable(acceptance);
  }
}

function repeatedResponse(deps: BotDeps, { delivery }: Turn, reply: SealedReply | undefined): InvokeResponse {
  return reply === undefined ? textResponse(STILL_WORKING) : answerResponse(reply, delivery, deps.alert);
}

async function run(deps: BotDeps, turn: Turn, accepted: Accepted): Promise<Outcome> {
  try {
    const reply = await withinDeadline(deps.frontDoor.handle(accepted), deps.config.invokeMs);
    await deps.frontDoor.answering(accepted, 'sending');
    return {
      status: 200,
      body: answerResponse(reply, turn.delivery, deps.alert),
      after: () => afterResponse(deps, turn, { accepted, reply }),
    };
  } catch (error) {
    // The call is stored: the sweep finishes it and the outbox tells the person.
    deps.log.error({ error, deliveryId: accepted.deliveryId }, 'Call not finished within its invoke');
    return { status: 200, body: textResponse(STILL_WORKING) };
  }
}

type Answered = { readonly accepted: Accepted; readonly reply: SealedReply };

/** The response reaches the person who pressed; what everybody there shall see is a message of its own. */
async function afterResponse(deps: BotDeps, turn: Turn, { accepted, reply }: Answered): Promise<void> {
  if (reply.kind === 'conversation') {
    const posted = await sayInTurn(deps, turn, messageActivity(answerMessage(reply, turn.delivery), deps.alert));
    if (!posted) return;
  }
  await deps.frontDoor.answering(accepted, 'sent');
}
