import type { CardElement, IChoiceSetInput, ITextInput, IToggleInput } from '@microsoft/teams.cards';
import { unreachable } from '../../core/result.ts';
import { untrustedLabel, untrustedLines } from '../../core/views/untrusted-text.ts';
import type { Answers } from '../../core/views/answers.ts';
import type { Input } from '../../core/views/view.ts';
import { inert, inertSentence } from './escape.ts';
import { LIMITS } from './limits.ts';
import { omission } from './omission.ts';

type Of<Kind extends Input['kind']> = Extract<Input, { kind: Kind }>;

/** Fields share one namespace with the button's data, so a field's id starts with its kind: `text.fullName`. */
function fieldId({ kind, name }: Pick<Input, 'kind' | 'name'>): string {
  return `${kind}.${name}`;
}

const fieldPattern = /^(?<kind>text|choice|check)\.(?<name>.+)$/s;

/** What was entered, out of the data that comes back with the button; a field that was left empty is absent. */
export function answersIn(data: Readonly<Record<string, unknown>>): Answers {
  const answers: Record<string, string | boolean> = {};
  for (const [id, value] of Object.entries(data)) {
    const { kind, name } = fieldPattern.exec(id)?.groups ?? {};
    if (name === undefined || typeof value !== 'string' || value === '') continue;
    answers[name] = kind === 'check' ? value === 'true' : value;
  }
  return answers;
}

export function inputElements(input: Input, answers: Answers): CardElement[] {
  switch (input.kind) {
    case 'text':
      return [textInput(input, answers)];
    case 'choice':
      return choiceInput(input, answers);
    case 'check':
      return [checkInput(input, answers)];
    case 'file':
      return [noFileHere(input)];
    default:
      return unreachable(input);
  }
}

function textInput(input: Of<'text'>, answers: Answers): ITextInput {
  const value = entered(input, answers) ?? input.initial;
  return {
    type: 'Input.Text',
    ...common(input, `Please enter: ${input.label}`),
    isMultiline: input.multiline,
    maxLength: Math.min(input.maxLength, LIMITS.inputText),
    ...(input.hint === undefined ? {} : { placeholder: inert(untrustedLabel(input.hint, LIMITS.label)) }),
    ...(value === undefined ? {} : { value: untrustedLines(value) }),
  };
}

/** A list that opens reads no Markdown; one that is spread out does. */
function choiceInput(input: Of<'choice'>, answers: Answers): CardElement[] {
  const value = entered(input, answers) ?? input.initial;
  const shown = input.options.slice(0, LIMITS.choices);
  const set: IChoiceSetInput = {
    type: 'Input.ChoiceSet',
    ...common(input, `Please choose: ${input.label}`),
    style: 'compact',
    choices: shown.map((option) => ({ title: optionTitle(option), value: option.value })),
    ...(shown.some((option) => option.value === value) && value !== undefined ? { value } : {}),
  };
  return shown.length === 0 ? [] : [set, ...omission(shown.length, input.options.length, 'options')];
}

function checkInput(input: Of<'check'>, answers: Answers): IToggleInput {
  const { label, ...rest } = common(input, `Please tick: ${input.label}`);
  const sentence = inertSentence(input.sentence);
  return {
    type: 'Input.Toggle',
    ...rest,
    label,
    // A box without a word beside it could stand for anything.
    title: sentence === '' ? label : sentence,
    wrap: true,
    valueOn: 'true',
    valueOff: 'false',
    value: answers[input.name] === true ? 'true' : 'false',
  };
}

/** A card has no field for a file; it says how one is sent instead. */
function noFileHere({ label, hint }: Of<'file'>): CardElement {
  const text = inert(untrustedLabel(`${label}: ${hint}`, LIMITS.label));
  return { type: 'TextBlock', text, wrap: true, isSubtle: true };
}

function optionTitle({ label, description }: Of<'choice'>['options'][number]): string {
  const text = description === undefined ? label : `${label}: ${description}`;
  return inert(untrustedLabel(text, LIMITS.label));
}

function common(input: Input, problem: string): Common {
  return {
    id: fieldId(input),
    label: inert(untrustedLabel(input.label, LIMITS.label)),
    isRequired: input.required,
    ...(input.required ? { errorMessage: inert(untrustedLabel(problem, LIMITS.errorText)) } : {}),
  };
}

type Common = Pick<ITextInput, 'isRequired' | 'errorMessage'> & { readonly id: string; readonly label: string };

function entered({ name }: Input, answers: Answers): string | undefined {
  const answer = answers[name];
  return typeof answer === 'string' ? answer : undefined;
}
