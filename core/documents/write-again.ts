import type { Command } from '../commands/command.ts';
import type { Answered } from '../commands/reply.ts';
import { runCall } from '../commands/run-call.ts';
import type { Call } from '../commands/call.ts';
import type { PlatformUser } from '../commands/inbound.ts';
import type { Stores } from '../transaction.ts';
import type { Document } from './document.ts';

export type Unfinished = Document & { readonly call: Call };

/** Runs the command behind a document once more, as whoever asked, with what they may do now. */
export type WriteAgain = (stores: Stores, document: Unfinished, now: Temporal.Instant) => Promise<Writing>;

export type Writing = { readonly to: PlatformUser; readonly answered: Answered };

export function createWriteAgain(commands: readonly Command[]): WriteAgain {
  return async (stores, { id, memberId, deliveryId, call }, now) => {
    const account = await stores.accounts.get();
    const member = await stores.members.get(memberId);
    const delivery = await stores.deliveries.lock(deliveryId);
    if (account === undefined || member === undefined || delivery === undefined)
      throw new Error(`Document ${id} lacks its account, its member or its delivery`);
    const { from, at } = delivery.inbound;
    const actor = { kind: 'member', member } as const;
    const context = { stores, account, actor, from, at, deliveryId, now, isForm: false, available: [] };
    return { to: from, answered: await runCall(commands, call, context) };
  };
}
