import { describe, expect, test } from 'vitest';
import { readMemory, renderForm } from '../../../bots/slack/form.ts';
import { validateModal } from '../../../bots/slack/validate-blocks.ts';
import type { Input, SealedForm } from '../../../core/views/view.ts';
import { actionId } from '../../fixtures/view-parts.ts';
import { modalRefusalOf } from '../../stand-ins/slack/block-rules.ts';
import { readableText } from '../../stand-ins/slack/read-blocks.ts';

const OPENED = { channel: 'C100', isPrivate: false } as const;

describe('a form in Slack', () => {
  test('is a modal whose inputs bear their names and whose submit button has a stored action', () => {
    const form = aForm([
      {
        kind: 'text',
        name: 'name',
        label: 'Full name',
        required: true,
        maxLength: 200,
        multiline: false,
        hint: 'As on mail',
      },
      { kind: 'choice', name: 'privacy', label: 'Privacy', required: false, options: options(3), initial: 'value-1' },
      { kind: 'check', name: 'agreed', label: 'Agreement', required: true, sentence: 'I agree.' },
    ]);

    const modal = renderForm(form, OPENED);

    expect(problemsOf(form)).toEqual([]);
    expect(modal).toMatchObject({
      callback_id: 'usher_form',
      title: { text: 'Invite a colleague' },
      submit: { text: 'Invite' },
      blocks: [
        { type: 'input', block_id: 'name', optional: false, element: { type: 'plain_text_input', max_length: 200 } },
        {
          block_id: 'privacy',
          optional: true,
          element: { type: 'radio_buttons', initial_option: { value: 'value-1' } },
        },
        { block_id: 'agreed', element: { type: 'checkboxes', options: [{ text: { text: 'I agree.' } }] } },
      ],
    });
  });

  test('remembers the action and the conversation it was opened from', () => {
    const modal = renderForm(aForm([]), OPENED);

    expect(readMemory(modal.private_metadata ?? '')).toEqual({ action: actionId(7), ...OPENED });
  });

  test('shows a long sentence to agree to in full above its box', () => {
    const sentence = `I acknowledge a charge of EUR 90.10 for ${'the remaining period '.repeat(20)}`.trim();

    const modal = renderForm(aForm([{ kind: 'check', name: 'ok', label: 'Charge', required: true, sentence }]), OPENED);

    expect(readableText(modal.blocks)).toContain(sentence);
    expect(readableText(modal.blocks)).toContain('I agree to the sentence above');
  });

  test('shows what an option means in full, above the choice where it does not fit below the option', () => {
    const description = `Colleagues see ${'the subjects and '.repeat(8)}nothing more`;
    const choice = { kind: 'choice', name: 'privacy', label: 'Privacy', required: true } as const;
    const form = aForm([{ ...choice, options: [{ value: 'all', label: 'Share all', description }] }]);

    const text = readableText(renderForm(form, OPENED).blocks);

    expect(problemsOf(form)).toEqual([]);
    expect(text).toContain(description);
  });

  test('repeats a title that a modal cannot hold', () => {
    const title = 'Approve a seat purchase for Ada Lovelace';

    const modal = renderForm({ ...aForm([]), title }, OPENED);

    expect(modal.title.text.length).toBeLessThanOrEqual(24);
    expect(readableText(modal.blocks)).toContain(title);
  });

  test.each([11, 100, 101, 1000])('offers every one of %i options', (count) => {
    const form = aForm([{ kind: 'choice', name: 'team', label: 'Team', required: true, options: options(count) }]);

    const text = readableText(renderForm(form, OPENED).blocks);

    expect(problemsOf(form)).toEqual([]);
    expect(options(count).every(({ label }) => text.includes(label))).toBe(true);
  });

  test.each([
    ['a name twice', [aText('same'), aText('same')]],
    ['a value too long to come back', [{ ...aChoice(), options: [{ value: 'v'.repeat(76), label: 'V' }] }]],
    ['nothing to choose from', [{ ...aChoice(), options: [] }]],
    ['a name too long', [aText('n'.repeat(256))]],
  ] as const)('with %s is refused by our own rules and by Slack', (_what, inputs: readonly Input[]) => {
    const modal = renderForm(aForm(inputs), OPENED);

    expect(validateModal(modal)).not.toEqual([]);
    expect(modalRefusalOf(modal)).toBeDefined();
  });
});

function problemsOf(form: SealedForm): readonly unknown[] {
  const modal = renderForm(form, OPENED);
  return [...validateModal(modal), modalRefusalOf(modal)].filter((problem) => problem !== undefined);
}

function aForm(inputs: readonly Input[]): SealedForm {
  return { title: 'Invite a colleague', blocks: [], inputs, submit: { label: 'Invite', does: actionId(7) } };
}

function aText(name: string): Input {
  return { kind: 'text', name, label: 'Name', required: true, maxLength: 100, multiline: false };
}

function aChoice(): Extract<Input, { kind: 'choice' }> {
  return { kind: 'choice', name: 'choice', label: 'Choice', required: true, options: options(2) };
}

function options(count: number): readonly { readonly value: string; readonly label: string }[] {
  return Array.from({ length: count }, (_, nth) => ({ value: `value-${nth}`, label: `Option ${nth}.` }));
}
