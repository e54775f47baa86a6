import type { Accepted, FrontDoor } from '../../core/commands/front-door.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import type { Log } from '../../core/log.ts';
import type { SealedView } from '../../core/views/view.ts';
import type { Arrival } from './arrival.ts';
import type { DirectAnswer } from './direct-answer.ts';
import { formIsGoneView, notYourFormView } from './own-views.ts';
import { readReopen } from './reopen.ts';

export type ReopenForm = (arrival: Arrival, value: string) => Promise<void>;

export type ReopenFormDeps = {
  readonly frontDoor: Pick<FrontDoor, 'handle'>;
  readonly answer: DirectAnswer;
  readonly log: Log;
};

/** Shows the stored answer of an earlier delivery again. Nothing is run, so there is no delivery to claim. */
export function createReopenForm(deps: ReopenFormDeps): ReopenForm {
  return async (arrival, value) => {
    const accepted = readReopen(value, arrival.inbound.from);
    const reply = accepted === undefined ? privately(notYourFormView()) : await storedReply(deps, accepted);
    const sent = await deps.answer(arrival, reply, accepted);
    if (!sent.ok) deps.log.warn({ failure: sent.error }, 'Slack answer was not sent');
  };
}

/** What was stored once may have been cleared away since. */
async function storedReply({ frontDoor, log }: ReopenFormDeps, accepted: Accepted): Promise<SealedReply> {
  try {
    return await frontDoor.handle(accepted);
  } catch (error) {
    log.error({ error, deliveryId: accepted.deliveryId }, 'Slack form could not be opened again');
    return privately(formIsGoneView());
  }
}

function privately(view: SealedView): SealedReply {
  return { kind: 'private', view };
}
