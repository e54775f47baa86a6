import { unreachable } from '../result.ts';
import { plainBlock } from './plain-block.ts';
import { plainLink } from './plain-inline.ts';
import { toneWord } from './tone-text.ts';
import { untrustedLabel } from './untrusted-text.ts';
import type { Action, Block, Form, Input, View } from './view.ts';

const LONGEST_TITLE = 500;
const LONGEST_LABEL = 200;

export type PlainTextOptions = {
  /** Moments are written in this IANA time zone. */
  readonly timeZone: string;
  readonly actions: 'omitted' | 'labels';
};

/** A view as text alone: fallback of richer renderers, body of an e-mail, and what the console prints. */
export function plainText(view: View<unknown>, options: PlainTextOptions): string {
  return paragraphs([
    [titleText(view)],
    ...blockParagraphs(view.blocks, options.timeZone),
    options.actions === 'omitted' ? [] : view.actions.map((action) => `[${actionText(action)}]`),
  ]);
}

/** The title with the word of its tone: `Problem: The charge could not be recorded`. */
export function titleText({ title, tone }: Pick<View, 'title' | 'tone'>): string {
  const word = toneWord(tone);
  const text = untrustedLabel(title, LONGEST_TITLE);
  return word === undefined ? text : `${word}: ${text}`;
}

/** The label of a button, with the address if it only opens one. */
export function actionText(action: Action<unknown>): string {
  const label = untrustedLabel(action.label, LONGEST_LABEL);
  return action.kind === 'open' ? plainLink(label, action.href) : label;
}

/** A form as text: what is asked, not the asking itself. */
export function plainFormText(form: Form<unknown>, { timeZone }: Pick<PlainTextOptions, 'timeZone'>): string {
  return paragraphs([
    [untrustedLabel(form.title, LONGEST_TITLE)],
    ...blockParagraphs(form.blocks, timeZone),
    ...form.inputs.map(inputLines),
  ]);
}

/** A field as a person meets it: its label, whether it may be left out, and what there is to choose from. */
export function inputLines(input: Input): readonly string[] {
  const label = untrustedLabel(input.label, LONGEST_LABEL);
  const heading = input.required ? label : `${label} (optional)`;
  switch (input.kind) {
    case 'text':
      return input.hint === undefined ? [heading] : [heading, `  ${untrustedLabel(input.hint, LONGEST_TITLE)}`];
    case 'file':
      return [heading, `  ${untrustedLabel(input.hint, LONGEST_TITLE)}`];
    case 'check':
      return [heading, `  ${untrustedLabel(input.sentence, LONGEST_TITLE)}`];
    case 'choice':
      return [heading, ...input.options.map((option, index) => `  ${index + 1}. ${optionText(option)}`)];
    default:
      return unreachable(input);
  }
}

function optionText({ label, description }: { readonly label: string; readonly description?: string }): string {
  const text = untrustedLabel(label, LONGEST_LABEL);
  return description === undefined ? text : `${text}: ${untrustedLabel(description, LONGEST_TITLE)}`;
}

function blockParagraphs(blocks: readonly Block[], timeZone: string): readonly (readonly string[])[] {
  return blocks.map((block) => plainBlock(block, timeZone));
}

function paragraphs(parts: readonly (readonly string[])[]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
