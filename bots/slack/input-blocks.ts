import type {
  InputBlock,
  KnownBlock,
  PlainTextElement,
  PlainTextOption,
  RadioButtons,
  StaticSelect,
} from '@slack/types';
import { unreachable } from '../../core/result.ts';
import type { Input, Option } from '../../core/views/view.ts';
import { escapedLabel, escapeText } from './escape.ts';
import { SLACK_LIMITS } from './limits.ts';
import { richBlock, richElements, richSection } from './rich-text.ts';
import { createTextBudget } from './text-budget.ts';

/** Every input element carries this action id; the block id is the input's name. */
const ANSWER = 'answer';
export const CHECKED = 'yes';

type TextInput = Extract<Input, { readonly kind: 'text' }>;
type ChoiceInput = Extract<Input, { readonly kind: 'choice' }>;
type CheckInput = Extract<Input, { readonly kind: 'check' }>;

export function renderInput(input: Input): readonly KnownBlock[] {
  switch (input.kind) {
    case 'text':
      return [{ ...inputBlock(input), element: textElement(input), ...hint(input) }];
    case 'choice':
      return [...longDescriptions(input), { ...inputBlock(input), element: choiceElement(input) }];
    case 'check':
      return [checkBlock(input)];
    case 'file':
      return [{ ...inputBlock(input), element: fileElement(input) }];
    default:
      return unreachable(input);
  }
}

function inputBlock({ name, label, required }: Input): Omit<InputBlock, 'element'> {
  return { type: 'input', block_id: name, label: plain(label, SLACK_LIMITS.inputLabel), optional: !required };
}

function textElement({ initial, maxLength, multiline }: TextInput): InputBlock['element'] {
  const limit = Math.min(maxLength, SLACK_LIMITS.inputMaxLength);
  const value = initial === undefined || initial === '' ? {} : { initial_value: initial.slice(0, limit) };
  return { type: 'plain_text_input', action_id: ANSWER, multiline, max_length: limit, ...value };
}

/** Needs `files:read`; whoever chooses a file is its owner, and it is shared with nobody but us. */
function fileElement({ formats }: Extract<Input, { readonly kind: 'file' }>): InputBlock['element'] {
  return { type: 'file_input', action_id: ANSWER, filetypes: [...formats], max_files: 1 };
}

function hint({ hint: text }: TextInput): Pick<InputBlock, 'hint'> {
  return text === undefined ? {} : { hint: plain(text, SLACK_LIMITS.inputHint) };
}

/** Few options are shown at once; more become a menu, and more than a menu takes are grouped by number. */
function choiceElement({ options, initial }: ChoiceInput): RadioButtons | StaticSelect {
  const rendered = options.map((option) => renderOption(option));
  const chosen = rendered[options.findIndex(({ value }) => value === initial)];
  const preset = chosen === undefined ? {} : { initial_option: chosen };
  if (options.length <= SLACK_LIMITS.optionsPerBoxes) {
    return { type: 'radio_buttons', action_id: ANSWER, options: rendered, ...preset };
  }
  if (options.length <= SLACK_LIMITS.optionsPerSelect) {
    return { type: 'static_select', action_id: ANSWER, options: rendered, ...preset };
  }
  return { type: 'static_select', action_id: ANSWER, option_groups: grouped(rendered), ...preset };
}

function grouped(options: readonly PlainTextOption[]): { label: PlainTextElement; options: PlainTextOption[] }[] {
  const groups: { label: PlainTextElement; options: PlainTextOption[] }[] = [];
  for (let start = 0; start < options.length; start += SLACK_LIMITS.optionsPerSelect) {
    const group = options.slice(start, start + SLACK_LIMITS.optionsPerSelect);
    groups.push({ label: plain(`${start + 1} to ${start + group.length}`, SLACK_LIMITS.optionText), options: group });
  }
  return groups;
}

function renderOption(option: Option): PlainTextOption {
  const { value, label, description } = option;
  const isBelow = description !== undefined && !isTooLong(option);
  const detail = isBelow ? { description: plain(description, SLACK_LIMITS.optionText) } : {};
  return { text: plain(label, SLACK_LIMITS.optionText), value, ...detail };
}

function isTooLong({ description }: Option): boolean {
  return description !== undefined && escapeText(description).length > SLACK_LIMITS.optionText;
}

/** What an option means is never cut: a description that does not fit under it stands in full above the choice. */
function longDescriptions({ options }: ChoiceInput): readonly KnownBlock[] {
  const long = options.filter(isTooLong).slice(0, SLACK_LIMITS.optionsPerBoxes);
  const budget = createTextBudget(SLACK_LIMITS.sectionText);
  const items = long.map(({ label, description }) =>
    richSection(richElements(budget, [{ strong: label }, ': ', description ?? ''])),
  );
  return items.length === 0 ? [] : [richBlock({ type: 'rich_text_list', style: 'bullet', elements: items })];
}

/** An option holds 75 characters; a sentence that somebody agrees to stands in full above the box, as its label. */
function checkBlock(input: CheckInput): KnownBlock {
  const { sentence, label } = input;
  const fits = escapeText(sentence).length <= SLACK_LIMITS.optionText;
  const option = plain(fits ? sentence : 'I agree to the sentence above', SLACK_LIMITS.optionText);
  return {
    ...inputBlock(fits ? input : { ...input, label: `${label}: ${sentence}` }),
    element: { type: 'checkboxes', action_id: ANSWER, options: [{ text: option, value: CHECKED }] },
  };
}

function plain(text: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: escapedLabel(text, limit), emoji: false };
}
