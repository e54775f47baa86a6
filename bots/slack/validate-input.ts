import type { InputBlock, Option, StaticSelect } from '@slack/types';
import { SLACK_LIMITS } from './limits.ts';
import { atMost, textBetween } from './within-limits.ts';

export function validateInput({ label, hint, element }: InputBlock, at: string): string[] {
  return [
    ...textBetween(`${at}.label`, label.text, SLACK_LIMITS.inputLabel),
    ...atMost(`${at}.hint`, (hint?.text ?? '').length, SLACK_LIMITS.inputHint),
    ...validateElement(element, at),
  ];
}

function validateElement(element: InputBlock['element'], at: string): string[] {
  if (element.type === 'plain_text_input') {
    return [
      ...atMost(`${at}.max_length`, element.max_length ?? 0, SLACK_LIMITS.inputMaxLength),
      ...atMost(`${at}.initial_value`, (element.initial_value ?? '').length, SLACK_LIMITS.inputMaxLength),
    ];
  }
  if (element.type === 'file_input')
    return atMost(`${at}.max_files`, element.max_files ?? 0, SLACK_LIMITS.filesPerInput);
  if (element.type === 'radio_buttons' || element.type === 'checkboxes') {
    return validateOptions(element.options, at, SLACK_LIMITS.optionsPerBoxes);
  }
  return element.type === 'static_select' ? validateMenu(element, at) : [`${at}: unexpected input ${element.type}`];
}

function validateMenu({ options = [], option_groups: groups }: StaticSelect, at: string): string[] {
  return [
    ...atMost(`${at}.option_groups`, groups?.length ?? 0, SLACK_LIMITS.optionGroups),
    ...(groups ?? [{ options }]).flatMap((group) => validateOptions(group.options, at, SLACK_LIMITS.optionsPerSelect)),
  ];
}

function validateOptions(options: readonly Option[], at: string, limit: number): string[] {
  return [
    ...(options.length === 0 ? [`${at}: no options`] : []),
    ...atMost(`${at}.options`, options.length, limit),
    ...options.flatMap(({ text, value, description }) => [
      ...textBetween(`${at}.option.text`, text.text, SLACK_LIMITS.optionText),
      ...textBetween(`${at}.option.value`, value ?? '', SLACK_LIMITS.optionValue),
      ...atMost(`${at}.option.description`, (description?.text ?? '').length, SLACK_LIMITS.optionText),
    ]),
  ];
}
