import type { Clock } from '../../../core/clock.ts';
import type { FrontDoor } from '../../../core/commands/front-door.ts';
import type { Log } from '../../../core/log.ts';
import type { ChatDirectory, ChatGateway } from '../../../core/outbox/chat-gateway.ts';

export const FRONTS = ['slack', 'teams', 'console'] as const;
export type FrontName = (typeof FRONTS)[number];

/** What somebody fills in, by a part of the label they see; a choice by the label of its option, a box with `true`. */
export type Filled = Readonly<Record<string, string | boolean>>;

/** One person's place at one platform. Whatever they do answers with what they see because of it. */
export type Place = {
  readonly types: (text: string) => Promise<string>;
  /** The newest button of that label among what they see; `on` says which message is meant. */
  readonly presses: (label: RegExp, on?: RegExp) => Promise<string>;
  /** Fills in and sends the form that is open; what is left out keeps what the form suggests. */
  readonly fills: (answers: Filled) => Promise<string>;
  /** Everything that stands before them now, the newest last within its kind: answers after messages. */
  readonly sees: () => Promise<readonly string[]>;
};

/** A platform with the product's own front end on it; people and channels go by their short names. */
export type Front = AsyncDisposable & {
  readonly surface: string;
  readonly workspace: string;
  readonly gateway: ChatGateway;
  readonly directory: ChatDirectory | undefined;
  readonly userId: (name: string) => string;
  readonly channelId: (name: string) => string;
  readonly place: (name: string) => Place;
  readonly readsIn: (channel: string) => Promise<readonly string[]>;
};

export type FrontDeps = { readonly clock: Clock; readonly frontDoor: FrontDoor; readonly log: Log };

export function newestWith<Message>(
  messages: readonly Message[],
  fits: (message: Message) => boolean,
  otherwise: () => string,
): Message {
  const found = messages.findLast(fits);
  if (found === undefined) throw new Error(otherwise());
  return found;
}

/** What is filled into the field of that label. */
export function answerFor(
  answers: Filled,
  label: string,
): { readonly key: string; readonly value: string | boolean } | undefined {
  const found = Object.entries(answers).find(([part]) => label.includes(part));
  return found === undefined ? undefined : { key: found[0], value: found[1] };
}
