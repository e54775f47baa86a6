import { unreachable } from '../../../core/result.ts';
import { inputsOf, type OpenView, type ViewInput } from './open-views.ts';

/** What somebody fills in, by the label they see; what is left out keeps what the form suggests. */
export type Filled = Readonly<Record<string, string | boolean>>;

/** The state Slack sends; it lets nobody submit a required field empty or a text too long. */
export function stateOf(view: OpenView, filled: Filled): Readonly<Record<string, unknown>> {
  const inputs = inputsOf(view);
  const unknown = Object.keys(filled).find((label) => !inputs.some((input) => input.label.text === label));
  if (unknown !== undefined) throw new Error(`The form has no field "${unknown}"`);
  return Object.fromEntries(
    inputs.map((input) => [
      input.block_id,
      { [input.element.action_id]: elementState(input, filled[input.label.text]) },
    ]),
  );
}

function elementState(input: ViewInput, given: string | boolean | undefined): object {
  const { element } = input;
  switch (element.type) {
    case 'plain_text_input': {
      const value = required(input, typeof given === 'string' ? given : element.initial_value);
      if ((value ?? '').length > (element.max_length ?? 3000))
        throw new Error(`"${input.label.text}" takes fewer letters`);
      return { type: element.type, value: value ?? null };
    }
    case 'radio_buttons':
      return choiceState(input, element.options, given);
    case 'static_select':
      return choiceState(input, element.options ?? groups(element), given);
    case 'file_input': {
      const file = required(input, typeof given === 'string' ? given : undefined);
      const formats = element.filetypes ?? [];
      if (file !== undefined && formats.length > 0 && !formats.some((format) => file.endsWith(`.${format}`)))
        throw new Error(`"${input.label.text}" takes no such file`);
      // A file is named by its id; here its name stands in it, so that a test can say which one.
      return { type: element.type, files: file === undefined ? [] : [{ id: `F-${file}`, name: file }] };
    }
    case 'checkboxes':
      if (given !== true) required(input, undefined);
      return { type: element.type, selected_options: given === true ? element.options : [] };
    default:
      return unreachable(element);
  }
}

function choiceState(input: ViewInput, options: Options, given: string | boolean | undefined): object {
  const { element, label } = input;
  const initial = 'initial_option' in element ? element.initial_option : undefined;
  const chosen = given === undefined ? initial : options.find(({ text }) => text.text === given);
  if (given !== undefined && chosen === undefined) throw new Error(`"${label.text}" does not offer "${String(given)}"`);
  return { type: element.type, selected_option: required(input, chosen) ?? null };
}

type Options = Extract<ViewInput['element'], { type: 'radio_buttons' }>['options'];

function groups({ option_groups: grouped = [] }: Extract<ViewInput['element'], { type: 'static_select' }>): Options {
  return grouped.flatMap(({ options }) => options);
}

function required<Value>({ optional, label }: ViewInput, value: Value | undefined): Value | undefined {
  const isEmpty = value === undefined || value === '';
  if (isEmpty && !optional) throw new Error(`Slack does not submit "${label.text}" empty`);
  return isEmpty ? undefined : value;
}
