import type { z } from 'zod';
import type { Stores } from '../transaction.ts';
import type { Answers } from '../views/answers.ts';
import { filledIn } from './call.ts';
import type { Command } from './command.ts';
import type { Inbound } from './inbound.ts';
import { carriesSecret } from './secret-in-text.ts';

/**
 * What is wrong with the answers of a submitted form, by field; undefined when they parse or nothing was submitted.
 * It is asked before the platform is acknowledged, so that errors stand on their fields and the form stays open. What is
 * wrong with the stored part of the call has no field to stand on: it is answered when the call is run.
 */
export async function fieldErrors(
  stores: Pick<Stores, 'actions'>,
  commands: readonly Command[],
  { ask }: Inbound,
): Promise<Readonly<Record<string, string>> | undefined> {
  if (ask.kind !== 'submit') return undefined;
  const action = await stores.actions.get(ask.action);
  const command = commands.find((candidate) => candidate.signature.name === action?.call.command);
  if (action === undefined || command === undefined) return undefined;
  const { call } = action;
  const parsed = command.signature.args.safeParse(filledIn(call, ask.answers).args);
  const wrong = { ...(parsed.success ? {} : errorsByField(parsed.error)), ...secretFields(ask.answers) };
  const onFields = Object.entries(wrong).filter(([field]) => !Object.hasOwn(call.args, field));
  return onFields.length === 0 ? undefined : Object.fromEntries(onFields);
}

function secretFields(answers: Answers): Readonly<Record<string, string>> {
  const secret = Object.entries(answers).filter(([, value]) => typeof value === 'string' && carriesSecret(value));
  return Object.fromEntries(secret.map(([field]) => [field, NO_SECRETS]));
}

const NO_SECRETS =
  'That looks like a key or a password. It was not stored, but the chat may have kept it: make a new one, and never send it here.';

/** Nothing was said, and the schema has no sentence of its own for that. */
function isMissing({ code, message }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type' && message.endsWith('received undefined');
}

/** One sentence per field: the first thing that is wrong with it. */
export function errorsByField(error: z.ZodError): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = issue.path[0];
    if (typeof field === 'string') errors[field] ??= isMissing(issue) ? 'This is missing.' : issue.message;
  }
  return errors;
}
