import { plainFormText } from '../../../core/views/plain-text.ts';
import type { SealedForm } from '../../../core/views/view.ts';
import { formRendererContract } from '../../contracts/form-renderer-contract.ts';

type Rendered = { readonly form: SealedForm; readonly text: string };

formRendererContract<Rendered>({
  name: 'plain text',
  render: (form) => ({ form, text: plainFormText(form, { timeZone: 'UTC' }) }),
  textOf: ({ text }) => text,
  validate: ({ text }) => (/[^\P{C}\n\u200D]/u.test(text) ? ['The text holds hidden characters'] : []),
  // Text has no fields: a surface that prints it asks for them itself and keeps the form.
  inputsOf: ({ form }) => form.inputs.map(({ name }) => name),
  submitOf: ({ form }) => form.submit.does,
  isInert: ({ text }) => !text.includes('\nBcc'),
});
