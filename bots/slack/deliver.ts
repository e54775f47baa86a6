import type { Acceptance, Accepted, FrontDoor } from '../../core/commands/front-door.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import type { Log } from '../../core/log.ts';
import { unreachable } from '../../core/result.ts';
import type { RaiseAlert } from './alert.ts';
import type { Arrival, HttpAnswer } from './arrival.ts';
import { DEADLINES } from './config.ts';
import { soFar, withinDeadline } from './deadline.ts';
import { modalOf, type DirectAnswer } from './direct-answer.ts';
import { errorsOnFields } from './field-errors.ts';
import { invalidAnswersView, keptView, unknownWorkspaceView } from './own-views.ts';

export type DeliverDeps = {
  readonly frontDoor: FrontDoor;
  readonly answer: DirectAnswer;
  readonly alert: RaiseAlert;
  readonly log: Log;
};

/** Store, acknowledge, handle, answer: in this order, because what is acknowledged must not be lost. */
export type Deliver = (arrival: Arrival, http: HttpAnswer) => Promise<void>;

export function createDeliver(deps: DeliverDeps): Deliver {
  return async (arrival, http) => {
    const acceptance = await accept(deps, arrival);
    switch (acceptance?.kind) {
      case undefined:
        return http.unavailable();
      case 'accepted':
        return await handle(deps, { arrival, accepted: acceptance, http });
      case 'repeated':
        return http.acknowledge(fieldErrors(arrival, acceptance.reply));
      case 'invalid':
        return await refuse(deps, arrival, http, acceptance.errors);
      case 'unknown-workspace':
        http.acknowledge();
        return await tell(deps, arrival, { kind: 'private', view: unknownWorkspaceView() });
      default:
        return unreachable(acceptance);
    }
  };
}

/** Undefined when it could not be stored in time; then Slack is not told that we have it. */
async function accept({ frontDoor, log }: DeliverDeps, { inbound }: Arrival): Promise<Acceptance | undefined> {
  const fail = (error: unknown): undefined => {
    log.error({ error, ask: inbound.ask.kind }, 'Slack delivery could not be stored');
  };
  try {
    return await withinDeadline(frontDoor.accept(inbound), DEADLINES.acceptMs, fail);
  } catch (error) {
    return fail(error);
  }
}

type Handling = { readonly arrival: Arrival; readonly accepted: Accepted; readonly http: HttpAnswer };

async function handle(deps: DeliverDeps, { arrival, accepted, http }: Handling): Promise<void> {
  const handled = reply(deps, accepted);
  // A modal stays open until it is acknowledged, so a quick answer can still stand on its fields or take its place.
  const early = arrival.fields === undefined ? undefined : await soFar(handled, DEADLINES.fieldsMs);
  const inModal = early && answerInModal(deps, arrival, early);
  if (inModal !== undefined) {
    await mark(deps, accepted, 'sending');
    http.acknowledge(inModal);
    return await mark(deps, accepted, 'sent');
  }
  http.acknowledge();
  await answer(deps, { arrival, accepted, http }, await handled);
}

/** Undefined when handling broke: the delivery is stored, and the sweep will take it up again. */
async function reply({ frontDoor, log }: DeliverDeps, accepted: Accepted): Promise<SealedReply | undefined> {
  try {
    return await frontDoor.handle(accepted);
  } catch (error) {
    log.error({ error, deliveryId: accepted.deliveryId }, 'Slack delivery could not be handled');
    return undefined;
  }
}

async function answer(
  deps: DeliverDeps,
  { arrival, accepted }: Handling,
  handled: SealedReply | undefined,
): Promise<void> {
  if (handled === undefined) {
    return await tell(deps, arrival, { kind: 'private', view: keptView(accepted.deliveryId) });
  }
  await mark(deps, accepted, 'sending');
  const sent = await deps.answer(arrival, handled, accepted);
  if (sent.ok) return await mark(deps, accepted, 'sent');
  deps.log.warn({ failure: sent.error, deliveryId: accepted.deliveryId }, 'Slack answer was not sent');
}

/** A mark that cannot be set leaves the answer to the sweep; the person is answered all the same. */
async function mark({ frontDoor, log }: DeliverDeps, accepted: Accepted, progress: 'sending' | 'sent'): Promise<void> {
  try {
    await frontDoor.answering(accepted, progress);
  } catch (error) {
    log.error({ error, progress, deliveryId: accepted.deliveryId }, 'Slack answer could not be marked');
  }
}

function answerInModal({ alert }: DeliverDeps, arrival: Arrival, early: SealedReply): object | undefined {
  if (early.kind !== 'form') return fieldErrors(arrival, early);
  const view = modalOf(alert, arrival, early.form);
  return view && { response_action: 'update', view };
}

function fieldErrors({ fields }: Arrival, handled: SealedReply | undefined): object | undefined {
  if (handled?.kind !== 'fields' || fields === undefined) return undefined;
  const errors = errorsOnFields(handled.errors, fields);
  return errors && { response_action: 'errors', errors };
}

async function refuse(
  deps: DeliverDeps,
  arrival: Arrival,
  http: HttpAnswer,
  errors: Readonly<Record<string, string>>,
): Promise<void> {
  const onFields = fieldErrors(arrival, { kind: 'fields', errors });
  http.acknowledge(onFields);
  if (onFields === undefined) await tell(deps, arrival, { kind: 'private', view: invalidAnswersView(errors) });
}

async function tell({ answer: send, log }: DeliverDeps, arrival: Arrival, said: SealedReply): Promise<void> {
  const sent = await send(arrival, said);
  if (!sent.ok) log.warn({ failure: sent.error }, 'Slack answer was not sent');
}
