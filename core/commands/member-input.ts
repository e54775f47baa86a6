import type { Input } from '../views/view.ts';

/** Whom a form is about, as people name each other. */
export function memberInput(initial: string | undefined): Input {
  return {
    kind: 'text',
    name: 'member',
    label: 'Person',
    hint: 'Full name or e-mail address',
    required: true,
    maxLength: 254,
    multiline: false,
    ...(initial === undefined ? {} : { initial }),
  };
}
