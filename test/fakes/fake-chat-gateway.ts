import type { ChatAddress, ChatGateway, PostedMessage, SendFailure } from '../../core/outbox/chat-gateway.ts';
import { err, ok } from '../../core/result.ts';
import type { SealedView } from '../../core/views/view.ts';
import { frozenCopy } from './database/frozen-copy.ts';
import { createScript } from './scripted-failures.ts';

/** A message as people see it, with every view it has shown, the present one last. */
export type FakeMessage = {
  readonly to: ChatAddress;
  readonly key: string;
  readonly message: PostedMessage;
  readonly views: readonly SealedView[];
};

/** An ambiguous post may have arrived in spite of its failure; the other kinds never have. */
export type ScriptedFailure = SendFailure & { readonly arrives?: boolean };

export type FakeChatGateway = ChatGateway & {
  /** All messages in the order of their arrival; the same key twice is two messages, as on a real platform. */
  readonly messages: () => readonly FakeMessage[];
  readonly messagesTo: (to: ChatAddress) => readonly FakeMessage[];
  readonly failNext: (call: 'post' | 'update' | 'find', failure: ScriptedFailure, times?: number) => void;
  /** From now on nobody can tell whether a post has arrived. */
  readonly cannotFind: (reason: string) => void;
  /** Somebody deleted it: it cannot be updated or found any more. */
  readonly remove: (message: PostedMessage) => void;
};

export function createFakeChatGateway({ surface = 'chat' }: { readonly surface?: string } = {}): FakeChatGateway {
  const messages: FakeMessage[] = [];
  const scripts = {
    post: createScript<ScriptedFailure>(),
    update: createScript<ScriptedFailure>(),
    find: createScript<ScriptedFailure>(),
  };
  let unknowable: string | undefined;
  let count = 0;

  const arrive = (to: ChatAddress, view: SealedView, key: string): PostedMessage => {
    count += 1;
    const message = { surface, workspace: to.workspace, reference: `message-${count}` };
    messages.push({ to, key, message, views: [frozenCopy(view)] });
    return message;
  };
  const show = (message: PostedMessage, view: SealedView): boolean => {
    const at = messages.findIndex((posted) => posted.message.reference === message.reference);
    const posted = messages[at];
    if (posted === undefined || posted.message.workspace !== message.workspace) return false;
    messages[at] = { ...posted, views: [...posted.views, frozenCopy(view)] };
    return true;
  };
  const mine = (place: { readonly surface: string }): void => {
    if (place.surface !== surface) throw new Error(`This gateway speaks to ${surface}, not to ${place.surface}`);
  };

  return {
    post: async (to, view, key) => {
      mine(to);
      const failure = scripts.post.next();
      if (failure === undefined) return ok(arrive(to, view, key));
      if (hasArrived(failure)) arrive(to, view, key);
      return err(plain(failure));
    },
    update: async (message, view) => {
      mine(message);
      const failure = scripts.update.next();
      if (failure !== undefined) {
        if (hasArrived(failure)) show(message, view);
        return err(plain(failure));
      }
      return show(message, view) ? ok(message) : err({ kind: 'refused', reason: 'no-such-message' });
    },
    find: async (to, key) => {
      mine(to);
      const failure = scripts.find.next();
      if (failure !== undefined) return err(plain(failure));
      if (unknowable !== undefined) return ok({ kind: 'unknowable', reason: unknowable });
      const found = messages.find((posted) => posted.key === key && sameAddress(posted.to, to));
      return ok(found === undefined ? { kind: 'absent' } : { kind: 'found', message: found.message });
    },
    messages: () => [...messages],
    messagesTo: (to) => messages.filter((posted) => sameAddress(posted.to, to)),
    failNext: (call, failure, times) => scripts[call].add(failure, times),
    cannotFind: (reason) => {
      unknowable = reason;
    },
    remove: ({ reference }) => {
      const at = messages.findIndex((posted) => posted.message.reference === reference);
      if (at < 0) throw new Error(`There is no ${reference}`);
      messages.splice(at, 1);
    },
  };
}

function hasArrived(failure: ScriptedFailure): boolean {
  if (failure.arrives !== true) return false;
  if (failure.kind !== 'ambiguous') throw new Error(`What was ${failure.kind} has certainly not arrived`);
  return true;
}

function plain({ arrives: _arrives, ...failure }: ScriptedFailure): SendFailure {
  return failure;
}

function sameAddress(one: ChatAddress, other: ChatAddress): boolean {
  return one.surface === other.surface && one.workspace === other.workspace && placeOf(one) === placeOf(other);
}

function placeOf(address: ChatAddress): string {
  return address.kind === 'user' ? `user ${address.user}` : `channel ${address.channel}`;
}
