import type { CardElement, ITextBlock } from '@microsoft/teams.cards';
import { plainFormText } from '../../core/views/plain-text.ts';
import { shortenText, untrustedText } from '../../core/views/untrusted-text.ts';
import { formToJson } from '../../core/views/view-codec.ts';
import type { Answers } from '../../core/views/answers.ts';
import type { Input, SealedForm } from '../../core/views/view.ts';
import { executeAction } from './actions.ts';
import { blockElements } from './blocks.ts';
import { escapeMarkdown } from './escape.ts';
import { inputElements } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { fitCard, sizeOf } from './render.ts';
import type { CardMessage } from './render.ts';

/** What somebody entered and what was wrong with it, by the name of the input. */
export type FormState = { readonly answers: Answers; readonly errors: Readonly<Record<string, string>> };

const UNTOUCHED: FormState = { answers: {}, errors: {} };

/**
 * A form as a card. Its button carries the form itself, so that a submission with errors is answered with the same form
 * without anything being kept here; where that would make the card too large, the errors are answered in words.
 */
export function renderForm(form: SealedForm, state: FormState = UNTOUCHED): CardMessage {
  const withEcho = formCard(form, state, { form: formToJson(form) });
  return sizeOf(withEcho.card) <= LIMITS.cardBytes ? withEcho : formCard(form, state, {});
}

function formCard(form: SealedForm, state: FormState, echo: Readonly<Record<string, unknown>>): CardMessage {
  const submit = executeAction(form.submit.label, 'primary', { action: form.submit.does, as: 'submit', ...echo });
  return fitCard({
    title: form.title,
    tone: 'neutral',
    body: (measure) => [
      ...blockElements(form.blocks, measure),
      ...form.inputs.flatMap((input) => [...errorElements(input, state), ...inputElements(input, state.answers)]),
      ...strayErrors(form, state),
    ],
    actions: [submit],
    text: plainFormText(form, { timeZone: 'UTC' }),
  });
}

function errorElements({ name }: Input, { errors }: FormState): ITextBlock[] {
  const error = errors[name];
  return error === undefined ? [] : [errorText(error)];
}

/** Errors of fields that this form does not show; nobody could guess them otherwise. */
function strayErrors({ inputs }: SealedForm, { errors }: FormState): CardElement[] {
  const names = new Set(inputs.map(({ name }) => name));
  return Object.entries(errors).flatMap(([name, error]) => (names.has(name) ? [] : [errorText(error)]));
}

function errorText(error: string): ITextBlock {
  const text = `Problem: ${escapeMarkdown(shortenText(untrustedText(error), LIMITS.errorText))}`;
  return { type: 'TextBlock', text, wrap: true, color: 'Attention', weight: 'Bolder' };
}
