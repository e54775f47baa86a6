import type { FrontDoor } from '../../core/commands/front-door.ts';
import type { Log } from '../../core/log.ts';
import type { Arrival } from './arrival.ts';
import type { DirectAnswer } from './direct-answer.ts';
import { notYourFormView } from './own-views.ts';
import { readReopen } from './reopen.ts';

export type ReopenForm = (arrival: Arrival, value: string) => Promise<void>;

export type ReopenFormDeps = {
  readonly frontDoor: Pick<FrontDoor, 'handle'>;
  readonly answer: DirectAnswer;
  readonly log: Log;
};

/** Shows the stored answer of an earlier delivery again. Nothing is run, so there is no delivery to claim. */
export function createReopenForm({ frontDoor, answer, log }: ReopenFormDeps): ReopenForm {
  return async (arrival, value) => {
    const accepted = readReopen(value, arrival.inbound.from);
    const reply =
      accepted === undefined
        ? ({ kind: 'private', view: notYourFormView() } as const)
        : await frontDoor.handle(accepted);
    const sent = await answer(arrival, reply, accepted);
    if (!sent.ok) log.warn({ failure: sent.error }, 'Slack answer was not sent');
  };
}
