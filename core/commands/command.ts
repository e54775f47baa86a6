import type { z } from 'zod';
import type { Account } from '../accounts/account.ts';
import type { Id } from '../ids.ts';
import type { Actor } from '../people/actor.ts';
import type { CommandName } from '../people/policy.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { Conversation, PlatformUser } from './inbound.ts';
import type { Answered } from './reply.ts';
import type { Signature } from './signature.ts';

/** What a handler knows besides its arguments; its whole run is one transaction on `stores`. */
export type CommandContext = {
  readonly stores: Stores;
  readonly account: Account;
  readonly actor: Actor;
  readonly from: PlatformUser;
  readonly at: Conversation;
  readonly deliveryId: Id<'delivery'>;
  readonly now: Temporal.Instant;
  /** The arguments came from a form, so a refusal can stand on its field. */
  readonly isForm: boolean;
  /** The commands that this actor may run here, for help and for hints. */
  readonly available: readonly Signature<CommandName>[];
};

export type Command = {
  readonly signature: Signature<CommandName>;
  /** Whom the command is about, as far as the permission matrix asks: own things or another's. */
  readonly isOwn: (args: never, context: CommandContext) => Promise<boolean>;
  readonly run: (args: never, context: CommandContext) => Promise<Answered>;
};

type CommandOf<Args extends z.ZodObject> = {
  readonly signature: Signature<CommandName, Args>;
  readonly isOwn?: (args: z.output<Args>, context: CommandContext) => Promise<boolean>;
  readonly run: (args: z.output<Args>, context: CommandContext) => Promise<Answered>;
};

/** Ties a handler's arguments to its signature's schema; the dispatcher parses them before it calls. */
export function command<Args extends z.ZodObject>({ signature, isOwn, run }: CommandOf<Args>): Command {
  return { signature, isOwn: isOwn ?? (async () => true), run };
}

/** The member who acts; commands that need one are not open to an operator, so this cannot fail for them. */
export function actingMember(context: CommandContext): Member {
  if (context.actor.kind !== 'member') throw new Error(`${context.actor.kind} ran a command that needs a member`);
  return context.actor.member;
}
