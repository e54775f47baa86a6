import { describe, expect, test } from 'vitest';
import { untrustedText } from '../../core/views/untrusted-text.ts';
import type { Input, SealedForm } from '../../core/views/view.ts';
import { HOSTILE, LONG_END } from '../fixtures/hostile-text.ts';
import { FORMS, hostileForm } from '../fixtures/replies.ts';

export type FormRenderer<Rendered> = {
  readonly name: string;
  readonly render: (form: SealedForm) => Rendered;
  /** All that a person reads, with the platform's escapes undone: labels, hints, options, what is filled in, buttons. */
  readonly textOf: (rendered: Rendered) => string;
  readonly validate: (rendered: Rendered) => readonly string[];
  /** The names of the fields whose answers come back. */
  readonly inputsOf: (rendered: Rendered) => readonly string[];
  /** The id of the stored action behind the submit button. */
  readonly submitOf: (rendered: Rendered) => string;
  readonly isInert: (rendered: Rendered, hostile: string) => boolean;
};

/** What every renderer of forms keeps, whatever the platform. */
export function formRendererContract<Rendered>(renderer: FormRenderer<Rendered>): void {
  describe.each(Object.entries<SealedForm>(FORMS))(`${renderer.name} renders the form %s`, (_name, form) => {
    test('is valid', () => {
      expect(renderer.validate(renderer.render(form))).toEqual([]);
    });

    test('asks for every field and submits to its action', () => {
      const rendered = renderer.render(form);

      expect(renderer.inputsOf(rendered)).toEqual(form.inputs.map(({ name }) => name));
      expect(renderer.submitOf(rendered)).toBe(form.submit.does);
    });

    test('shows every word or says that it was cut', () => {
      const text = plain(renderer.textOf(renderer.render(form)));

      expect(form.inputs.flatMap(wordsOf).filter((word) => !isShown(text, word))).toEqual([]);
    });
  });

  test.each(Object.entries<string>(HOSTILE))(
    `${renderer.name} keeps hostile text in a form inert: %s`,
    (_name, hostile) => {
      const rendered = renderer.render(hostileForm(hostile));

      expect(renderer.validate(rendered)).toEqual([]);
      expect(renderer.isInert(rendered, hostile)).toBe(true);
    },
  );
}

/** Of many options every one must be reachable, but not all are read at once. */
function wordsOf(input: Input): readonly string[] {
  const words = [input.label];
  if (input.kind === 'check') words.push(input.sentence);
  if (input.kind === 'choice') words.push(...input.options.slice(0, 5).map(({ label }) => label));
  return words.map((word) => plain(untrustedText(word)));
}

function isShown(text: string, word: string): boolean {
  const isCut = word.endsWith(LONG_END) && text.includes(word.slice(0, 20)) && text.includes('…');
  return isCut || text.includes(word);
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
