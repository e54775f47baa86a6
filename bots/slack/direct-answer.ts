import type { Accepted } from '../../core/commands/front-door.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import { err, ok, unreachable } from '../../core/result.ts';
import { plainFormText } from '../../core/views/plain-text.ts';
import type { SealedForm } from '../../core/views/view.ts';
import type { RaiseAlert } from './alert.ts';
import type { Arrival } from './arrival.ts';
import { escapedLines } from './escape.ts';
import { renderForm, type SlackForm } from './form.ts';
import { SLACK_LIMITS } from './limits.ts';
import { invalidAnswersView } from './own-views.ts';
import type { SlackMessage } from './render.ts';
import { reopenMessage } from './reopen.ts';
import { sendFailureOf } from './send-failure.ts';
import { sendable, withOrWithoutPictures } from './sendable.ts';
import type { Sent, Speak } from './speak.ts';
import { validateModal } from './validate-blocks.ts';
import type { ClientOf } from './web-clients.ts';

/** The one answer that goes out directly to the person who just acted. */
export type DirectAnswer = (arrival: Arrival, reply: SealedReply, accepted?: Accepted) => Promise<Sent>;

export type DirectAnswerDeps = { readonly clientOf: ClientOf; readonly speak: Speak; readonly alert: RaiseAlert };

/** Slack's words for a trigger that was used, or is older than three seconds. */
const TRIGGER_IS_GONE: ReadonlySet<string> = new Set([
  'expired_trigger_id',
  'exchanged_trigger_id',
  'invalid_trigger_id',
]);

export function createDirectAnswer(deps: DirectAnswerDeps): DirectAnswer {
  const { speak, alert } = deps;
  return async (arrival, reply, accepted) => {
    switch (reply.kind) {
      case 'private':
      case 'deferred':
        return await withOrWithoutPictures(sendable(alert, reply.view), (message) => speak.privately(arrival, message));
      case 'conversation':
        return await withOrWithoutPictures(sendable(alert, reply.view), (message) =>
          speak.toConversation(arrival, message),
        );
      case 'form':
        return await answerWithForm(deps, arrival, reply.form, accepted);
      case 'fields':
        return await speak.privately(arrival, sendable(alert, invalidAnswersView(reply.errors)));
      default:
        return unreachable(reply);
    }
  };
}

async function answerWithForm(
  deps: DirectAnswerDeps,
  arrival: Arrival,
  form: SealedForm,
  accepted: Accepted | undefined,
): Promise<Sent> {
  const modal = modalOf(deps.alert, arrival, form);
  if (modal === undefined) return await deps.speak.privately(arrival, formAsText(form));
  const opened =
    arrival.triggerId === undefined ? 'trigger-is-gone' : await open(deps, arrival, arrival.triggerId, modal);
  if (opened !== 'trigger-is-gone') return opened;
  const message = accepted === undefined ? formAsText(form) : reopenMessage(form, accepted, arrival.inbound.from);
  return await deps.speak.privately(arrival, message);
}

/** Undefined, with an alert, for a form that Slack would refuse. */
export function modalOf(alert: RaiseAlert, { inbound }: Arrival, form: SealedForm): SlackForm | undefined {
  const modal = renderForm(form, { channel: inbound.at.address, isPrivate: inbound.at.isPrivate });
  const problems = validateModal(modal);
  if (problems.length === 0) return modal;
  alert({ kind: 'form-refused', problems });
  return undefined;
}

async function open(
  { clientOf }: DirectAnswerDeps,
  { inbound }: Arrival,
  triggerId: string,
  view: SlackForm,
): Promise<Sent | 'trigger-is-gone'> {
  const client = await clientOf(inbound.at.workspace);
  if (client === undefined) return err({ kind: 'refused', reason: 'not_installed' });
  try {
    await client.views.open({ trigger_id: triggerId, view });
    return ok(undefined);
  } catch (error) {
    const failure = sendFailureOf(error);
    return failure.kind === 'refused' && TRIGGER_IS_GONE.has(failure.reason) ? 'trigger-is-gone' : err(failure);
  }
}

function formAsText(form: SealedForm): SlackMessage {
  return { text: escapedLines(plainFormText(form, { timeZone: 'UTC' }), SLACK_LIMITS.fallbackText), blocks: [] };
}
