import type { Log } from '../../core/log.ts';
import type { Activity } from 'botbuilder';
import type { Accepted, FrontDoor } from '../../core/commands/front-door.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import type { TeamsAdapter } from './adapter.ts';
import { answerMessage } from './answer.ts';
import { sendFailureOf } from './connector-failure.ts';
import type { Delivery } from './inbound.ts';
import type { Alert } from './alert.ts';
import { messageActivity, textActivity } from './outgoing.ts';
import { postTo } from './poster.ts';
import type { PosterDeps } from './poster.ts';

export type BotDeps = PosterDeps & {
  readonly adapter: TeamsAdapter;
  readonly frontDoor: FrontDoor;
  readonly log: Log;
  readonly alert: Alert;
};

/** Something somebody asked, with the wire's activity, which the SDK needs to answer in the same turn. */
export type Turn = { readonly activity: Activity; readonly delivery: Delivery };

/** Where there is no private answer and the private chat cannot be reached, nothing private may be said. */
const UNREACHABLE = 'I could not send you a private message. Open a personal chat with me and ask again.';

/** Runs the stored call and answers by message; a failure leaves the delivery to the sweep. */
export async function answerByMessage(deps: BotDeps, turn: Turn, accepted: Accepted): Promise<void> {
  const reply = await deps.frontDoor.handle(accepted);
  await deps.frontDoor.answering(accepted, 'sending');
  if (await say(deps, turn, reply)) await deps.frontDoor.answering(accepted, 'sent');
}

/** True when the platform took the answer. */
export async function say(deps: BotDeps, turn: Turn, reply: SealedReply): Promise<boolean> {
  const activity = messageActivity(answerMessage(reply, turn.delivery), deps.alert);
  const { from, at } = turn.delivery.inbound;
  if (reply.kind === 'conversation' || at.isPrivate) return sayInTurn(deps, turn, activity);
  const posted = await postTo(deps, { ...from, kind: 'user' }, activity);
  if (posted.ok) return true;
  deps.log.warn({ failure: posted.error.kind }, 'Private answer not delivered');
  if (posted.error.kind === 'refused') await sayInTurn(deps, turn, textActivity(UNREACHABLE));
  return false;
}

export async function sayInTurn(deps: BotDeps, { activity }: Turn, answer: Partial<Activity>): Promise<boolean> {
  try {
    await deps.adapter.turn(activity, async (context) => {
      await context.sendActivity(answer);
    });
    return true;
  } catch (error) {
    deps.log.warn({ failure: sendFailureOf(error).kind }, 'Answer not delivered in its turn');
    return false;
  }
}
