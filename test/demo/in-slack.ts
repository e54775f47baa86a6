import { z } from 'zod';
import type { Filled } from '../stand-ins/slack/view-state.ts';
import { inputsOf, type OpenView } from '../stand-ins/slack/open-views.ts';
import type { SlackDriver } from '../stand-ins/slack/slack-driver.ts';
import type { ShownMessage, SlackStandIn } from '../stand-ins/slack/slack-stand-in.ts';
import type { Narrator } from './narrator.ts';
import { waitFor } from './wait-for.ts';

/** Somebody who works in Slack: types, presses, fills in, and reads what comes. */
export interface SlackSeat {
  /** Answers with what only they see, or with the form that opened. */
  readonly types: (text: string, channel?: string) => Promise<string>;
  /** Types what everybody in the channel is answered. */
  readonly announces: (text: string, channel: string) => Promise<string>;
  readonly presses: (message: ShownMessage, label: RegExp) => Promise<string>;
  readonly fillsIn: (answers: Filled) => Promise<string>;
  /** Ticks the box whose sentence says this, and sends a form that was opened from a direct message. */
  readonly agrees: (sentence: RegExp) => Promise<void>;
  /** The newest direct message that says this. */
  readonly reads: (pattern: RegExp) => Promise<ShownMessage>;
}

export function inSlack(
  {
    slack,
    driver,
    narrator,
  }: { readonly slack: SlackStandIn; readonly driver: SlackDriver; readonly narrator: Narrator },
  user: string,
  name: string,
): SlackSeat {
  const who = `${name}, in Slack`;

  async function answerTo(act: () => Promise<unknown>, answer: () => Promise<string | undefined>): Promise<string> {
    await act();
    const seen = await waitFor(`an answer to ${who}`, answer);
    narrator.sees(who, seen);
    return seen;
  }

  /** What only they see next: a message, or another form than the one that is open. */
  function privateAnswer(): () => Promise<string | undefined> {
    const before = { private: slack.ephemeralsTo(user).length, modal: slack.openModal(user) };
    return async () => {
      const modal = slack.openModal(user);
      if (modal !== undefined && modal !== before.modal) return formText(modal);
      return slack.ephemeralsTo(user)[before.private]?.text;
    };
  }

  function openForm(): OpenView {
    const modal = slack.openModal(user);
    if (modal === undefined) throw new Error(`${who} has no form open`);
    return modal;
  }

  function fillsIn(answers: Filled): Promise<string> {
    const modal = openForm();
    for (const [field, value] of Object.entries(answers))
      narrator.does(who, `${field}: ${value === true ? 'ticked' : String(value)}`);
    return answerTo(() => driver.submits(user, modal, answers), privateAnswer());
  }

  return {
    types: (text, channel = 'seats') => {
      narrator.does(who, text);
      return answerTo(() => driver.types(user, text, { channel }), privateAnswer());
    },
    announces: async (text, channel) => {
      narrator.does(who, text);
      const before = (await slack.messagesIn(channel)).length;
      return await answerTo(
        () => driver.types(user, text, { channel }),
        async () => (await slack.messagesIn(channel))[before]?.text,
      );
    },
    presses: (message, label) => {
      const found = buttonLabels(message).find((candidate) => label.test(candidate));
      if (found === undefined) throw new Error(`${who} finds no button ${String(label)} on: ${message.reads}`);
      narrator.does(who, `[${found}]`);
      return answerTo(() => driver.presses(user, message, found), privateAnswer());
    },
    fillsIn,
    agrees: async (sentence) => {
      const labels = inputsOf(openForm()).map(({ label }) => label.text);
      const found = labels.find((label) => sentence.test(label));
      if (found === undefined) throw new Error(`${who} finds no box ${String(sentence)} among: ${labels.join(', ')}`);
      narrator.does(who, `${found}: ticked`);
      await driver.submits(user, openForm(), { [found]: true });
    },
    reads: async (pattern) => {
      const message = await waitFor(`${who} reading ${String(pattern)}`, async () =>
        (await slack.dmWith(user)).findLast(({ reads }) => pattern.test(reads)),
      );
      narrator.sees(
        `${who}, direct message`,
        `${message.text}${buttonLabels(message)
          .map((label) => `\n[${label}]`)
          .join('')}`,
      );
      return message;
    },
  };
}

const button = z.looseObject({ type: z.literal('button'), text: z.object({ text: z.string() }) });
const actions = z.looseObject({ type: z.literal('actions'), elements: z.array(z.unknown()) });

export function buttonLabels({ blocks }: ShownMessage): readonly string[] {
  return blocks
    .flatMap((block) => actions.safeParse(block).data?.elements ?? [])
    .flatMap((element) => button.safeParse(element).data?.text.text ?? []);
}

const modalText = z.looseObject({
  title: z.object({ text: z.string() }),
  blocks: z.array(z.looseObject({ label: z.object({ text: z.string() }).optional() })),
});

function formText(view: OpenView): string {
  const { title, blocks } = modalText.parse(view);
  return [
    `Form: ${title.text}`,
    ...blocks.flatMap(({ label }) => (label === undefined ? [] : [`  ${label.text}: …`])),
  ].join('\n');
}
