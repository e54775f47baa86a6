import type { Entries } from '../stand-ins/teams/card-press.ts';
import { nodesOf, readCard } from '../stand-ins/teams/card-reader.ts';
import type { TeamsChannel, TeamsPerson } from '../stand-ins/teams/people.ts';
import type { SeenMessage, TeamsDriver } from '../stand-ins/teams/teams-driver.ts';
import type { Narrator } from './narrator.ts';
import { waitFor } from './wait-for.ts';

/** Somebody who works in Teams. */
export interface TeamsSeat {
  readonly types: (text: string) => Promise<SeenMessage>;
  /** Writes to Usher in a channel, where it answers a person by direct message. */
  readonly mentions: (text: string, channel: TeamsChannel) => Promise<void>;
  readonly presses: (card: SeenMessage, title: RegExp, entries?: Entries) => Promise<string>;
  readonly reads: (pattern: RegExp) => Promise<SeenMessage>;
}

export function inTeams(
  { driver, narrator }: { readonly driver: TeamsDriver; readonly narrator: Narrator },
  person: TeamsPerson,
): TeamsSeat {
  const who = `${person.name}, in Teams`;
  return {
    types: async (text) => {
      narrator.does(who, text);
      const before = driver.messagesTo(person).length;
      await driver.types(person, text);
      const answer = await waitFor(`an answer to ${who}`, () => driver.messagesTo(person)[before]);
      narrator.sees(who, messageText(answer));
      return answer;
    },
    mentions: async (text, channel) => {
      narrator.does(`${who}, in the channel`, `@Usher ${text}`);
      await driver.types(person, text, { channel });
    },
    presses: async (card, title, entries = {}) => {
      const found = buttonTitles(card).find((candidate) => title.test(candidate));
      if (found === undefined) throw new Error(`${who} finds no button ${String(title)} on: ${messageText(card)}`);
      narrator.does(who, `[${found}]`);
      const pressed = await driver.presses(person, card, found, entries);
      if (pressed.status === 'incomplete')
        throw new Error(`${who} left something empty: ${pressed.messages.join(', ')}`);
      const text =
        pressed.invoke === undefined
          ? pressed.body
          : pressed.invoke.card === undefined
            ? pressed.invoke.text
            : readCard(pressed.invoke.card).all;
      narrator.sees(who, text);
      return text;
    },
    reads: async (pattern) => {
      const message = await waitFor(`${who} reading ${String(pattern)}`, () =>
        driver.messagesTo(person).findLast((seen) => pattern.test(messageText(seen))),
      );
      narrator.sees(`${who}, direct message`, messageText(message));
      return message;
    },
  };
}

export function messageText({ card, text }: SeenMessage): string {
  return card === undefined ? text : readCard(card).all;
}

export function buttonTitles({ card }: SeenMessage): readonly string[] {
  if (card === undefined) return [];
  return nodesOf(card).flatMap((node) =>
    node.type === 'Action.Execute' && node.title !== undefined ? [node.title] : [],
  );
}
