import type { Arrival } from './arrival.ts';
import { inboundOfAnyPress, inboundOfCommand, inboundOfEvent, inboundOfPress, inboundOfSubmission } from './inbound.ts';
import { blockActionsSchema, eventCallbackSchema, slashCommandSchema, viewSubmissionSchema } from './schema.ts';

/** `unknown` in, our own types out: nothing behind these functions reads a payload of Slack's. */
export function arrivalOfCommand(body: unknown): Arrival {
  const command = slashCommandSchema.parse(body);
  return {
    ...NOTHING,
    inbound: inboundOfCommand(command),
    responseUrl: command.response_url,
    triggerId: command.trigger_id,
  };
}

export function arrivalOfPress(body: unknown): Arrival | undefined {
  const press = blockActionsSchema.parse(body);
  const inbound = inboundOfPress(press);
  return inbound && { ...NOTHING, inbound, responseUrl: press.response_url, triggerId: press.trigger_id };
}

/** A press that only shows a form again; its value names the delivery whose answer that form is. */
export function arrivalOfReopen(body: unknown): { readonly arrival: Arrival; readonly value: string } {
  const press = blockActionsSchema.parse(body);
  const [{ value = '' }] = press.actions;
  const inbound = inboundOfAnyPress(press, value);
  return { arrival: { ...NOTHING, inbound, responseUrl: press.response_url, triggerId: press.trigger_id }, value };
}

export function arrivalOfSubmission(body: unknown): Arrival | undefined {
  const submission = viewSubmissionSchema.parse(body);
  const inbound = inboundOfSubmission(submission);
  const fields = Object.keys(submission.view.state.values);
  return inbound && { ...NOTHING, inbound, triggerId: submission.trigger_id, fields };
}

export function arrivalOfEvent(body: unknown): Arrival | undefined {
  const delivery = eventCallbackSchema.parse(body);
  const inbound = inboundOfEvent(delivery);
  return inbound && { ...NOTHING, inbound, thread: delivery.event.thread_ts };
}

const NOTHING = { responseUrl: undefined, triggerId: undefined, thread: undefined, fields: undefined } as const;
