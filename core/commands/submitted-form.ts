import type { z } from 'zod';
import type { Stores } from '../transaction.ts';
import type { Command } from './command.ts';
import type { Inbound } from './inbound.ts';

/**
 * What is wrong with the answers of a submitted form, by field; undefined when they parse or nothing was submitted.
 * It is asked before the platform is acknowledged, so that errors stand on their fields and the form stays open.
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
  const parsed = command.signature.args.safeParse({ ...action.call.args, ...ask.answers });
  return parsed.success ? undefined : errorsByField(parsed.error);
}

/** One sentence per field: the first thing that is wrong with it. */
export function errorsByField(error: z.ZodError): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = issue.path[0];
    if (typeof field === 'string') errors[field] ??= issue.message;
  }
  return errors;
}
