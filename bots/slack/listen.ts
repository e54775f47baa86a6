import type { App, Context } from '@slack/bolt';
import type { Arrival, HttpAnswer } from './arrival.ts';
import {
  arrivalOfCommand,
  arrivalOfEvent,
  arrivalOfPress,
  arrivalOfReopen,
  arrivalOfSubmission,
} from './arrival-of.ts';
import type { Deliver } from './deliver.ts';
import { HTTP_ANSWER } from './receiver.ts';
import type { ReopenForm } from './reopen-form.ts';
import { REOPEN } from './reopen.ts';

export type Listeners = { readonly deliver: Deliver; readonly reopenForm: ReopenForm };

/** Registers what Slack may send; whatever is not listed here is acknowledged and forgotten by the receiver. */
export function listen(app: App, { deliver, reopenForm }: Listeners): { readonly drained: () => Promise<void> } {
  const underWay = new Set<Promise<void>>();
  const track = async (work: Promise<void>): Promise<void> => {
    underWay.add(work);
    try {
      await work;
    } finally {
      underWay.delete(work);
    }
  };
  const pass = async (arrival: Arrival | undefined, context: Context): Promise<void> => {
    const http = httpAnswerIn(context);
    if (arrival === undefined) http.acknowledge();
    else await track(deliver(arrival, http));
  };

  app.command(/^\//, ({ body, context }) => pass(arrivalOfCommand(body), context));
  app.action({ type: 'block_actions', action_id: REOPEN }, async ({ body, context }) => {
    httpAnswerIn(context).acknowledge();
    const { arrival, value } = arrivalOfReopen(body);
    await track(reopenForm(arrival, value));
  });
  app.action({ type: 'block_actions', action_id: /^press:/ }, ({ body, context }) =>
    pass(arrivalOfPress(body), context),
  );
  app.view({ type: 'view_submission', callback_id: /.*/ }, ({ body, context }) =>
    pass(arrivalOfSubmission(body), context),
  );
  app.event('message', ({ body, context }) => pass(arrivalOfEvent(body), context));
  app.event('app_mention', ({ body, context }) => pass(arrivalOfEvent(body), context));
  app.error((error) => Promise.reject(error));
  return { drained: () => drained(underWay) };
}

async function drained(underWay: ReadonlySet<Promise<void>>): Promise<void> {
  while (underWay.size > 0) await Promise.allSettled(underWay);
}

function httpAnswerIn(context: Context): HttpAnswer {
  const answer: unknown = context[HTTP_ANSWER];
  if (!isHttpAnswer(answer)) throw new Error('A Slack delivery did not come through our receiver');
  return answer;
}

function isHttpAnswer(value: unknown): value is HttpAnswer {
  return typeof value === 'object' && value !== null && 'acknowledge' in value && 'unavailable' in value;
}
