import type { Call } from '../commands/call.ts';
import type { Block, Form, Input } from '../views/view.ts';
import { blastBlocks, type BlastRadius } from './blast-radius.ts';

/** What is deleted, counted and named, the sentence with its box, and what else has to be said. */
export function agreementForm({
  title,
  radius,
  note,
  sentence,
  inputs,
  does,
}: {
  readonly title: string;
  readonly radius: BlastRadius;
  readonly note: string;
  readonly sentence: string;
  readonly inputs: readonly Input[];
  readonly does: Call;
}): Form {
  const explanation: Block = { kind: 'note', text: [note] };
  return {
    title,
    blocks: [...blastBlocks(radius.plan), explanation],
    inputs: [...inputs, { kind: 'check', name: 'agreed', label: 'Consent', sentence, required: true }],
    submit: { label: 'Agree', does },
  };
}
