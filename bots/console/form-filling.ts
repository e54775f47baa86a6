import { err, ok, unreachable, type Result } from '../../core/result.ts';
import { inputLines } from '../../core/views/plain-text.ts';
import { countText } from '../../core/views/count-text.ts';
import { untrustedLabel } from '../../core/views/untrusted-text.ts';
import type { Answers } from '../../core/views/answers.ts';
import type { Input, SealedForm } from '../../core/views/view.ts';

export type FieldErrors = Readonly<Record<string, string>>;

/** A form being asked for field by field: the first of `pending` is the one the person answers next. */
export type Filling = {
  readonly form: SealedForm;
  readonly pending: readonly Input[];
  readonly answers: Answers;
  readonly errors: FieldErrors;
};

const EMPTY = '-';
const LONGEST = 500;

export function startFilling(form: SealedForm): Filling {
  // A file is named with the command here; a line of text is none.
  return { form, pending: form.inputs.filter(({ kind }) => kind !== 'file'), answers: {}, errors: {} };
}

/** Takes the line for the field that is asked; refused, it is asked again with what is wrong. */
export function fill(filling: Filling, line: string): Result<Filling, Filling> {
  const [input, ...pending] = filling.pending;
  if (input === undefined) return ok(filling);
  const answer = readAnswer(input, line.trim());
  if (!answer.ok) return err({ ...filling, errors: { ...filling.errors, [input.name]: answer.error } });
  const { [input.name]: _before, ...others } = filling.answers;
  const answers = answer.value === undefined ? others : { ...others, [input.name]: answer.value };
  return ok({ ...filling, pending, answers });
}

/** Asks again for the refused fields only; what was accepted stays. */
export function refill(filling: Filling, errors: FieldErrors): Filling {
  return { ...filling, errors, pending: filling.form.inputs.filter(({ name }) => Object.hasOwn(errors, name)) };
}

/** The field that is asked: its label and choices, what Enter means, and why it is asked again. */
export function questionText({ form, pending, errors }: Filling): string {
  const [input] = pending;
  if (input === undefined) return `Press Enter to go on: ${visible(form.submit.label)}`;
  const [label = '', ...details] = inputLines(input);
  const error = errors[input.name];
  const refusal = error === undefined ? [] : [`  ! ${visible(error)}`];
  return [label, ...refusal, ...details, ...enterLines(input)].join('\n');
}

function enterLines(input: Input): readonly string[] {
  if (input.kind === 'check') return ['  Type yes or no.'];
  if (input.kind === 'file') return [];
  if (input.initial !== undefined) {
    return [
      `  Press Enter for: ${visible(initialText(input))}${input.required ? '' : `, or type ${EMPTY} to leave it empty`}`,
    ];
  }
  return input.required ? [] : ['  Press Enter to leave it empty.'];
}

function initialText(input: Exclude<Input, { kind: 'check' | 'file' }>): string {
  if (input.kind === 'text') return input.initial ?? '';
  return input.options.find(({ value }) => value === input.initial)?.label ?? '';
}

function visible(text: string): string {
  return untrustedLabel(text, LONGEST);
}

function readAnswer(input: Input, text: string): Result<string | boolean | undefined, string> {
  switch (input.kind) {
    case 'text':
      return readText(input, text);
    case 'choice':
      return readChoice(input, text);
    case 'check':
      return readCheck(input, text);
    case 'file':
      return ok(undefined);
    default:
      return unreachable(input);
  }
}

function readText(input: Extract<Input, { kind: 'text' }>, text: string): Result<string | undefined, string> {
  if (text === '' || (text === EMPTY && !input.required)) return leftOut(input, text);
  if (text.length > input.maxLength) {
    return err(`At most ${countText(input.maxLength)} characters fit here, and this has ${countText(text.length)}.`);
  }
  return ok(text);
}

function readChoice(input: Extract<Input, { kind: 'choice' }>, text: string): Result<string | undefined, string> {
  if (text === '' || (text === EMPTY && !input.required)) return leftOut(input, text);
  const wanted = text.toLowerCase();
  const chosen =
    input.options.find(({ value, label }) => [value, label].some((name) => name.toLowerCase() === wanted)) ??
    (/^\d+$/.test(text) ? input.options[Number(text) - 1] : undefined);
  return chosen === undefined ? err(`Type a number from 1 to ${input.options.length}.`) : ok(chosen.value);
}

function readCheck({ required }: Input, text: string): Result<boolean, string> {
  const isYes = /^y(es)?$/i.test(text);
  if (!isYes && !/^n(o)?$/i.test(text) && text !== '') return err('Type yes or no.');
  return required && !isYes ? err('This needs a yes. Type yes to go on or cancel to stop.') : ok(isYes);
}

function leftOut(input: Exclude<Input, { kind: 'check' | 'file' }>, text: string): Result<string | undefined, string> {
  if (text === '' && input.initial !== undefined) return ok(input.initial);
  return input.required ? err('This is needed.') : ok(undefined);
}
