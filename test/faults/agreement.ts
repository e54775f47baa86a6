import { z } from 'zod';
import type { OpenView } from '../stand-ins/slack/open-views.ts';
import type { SlackStandIn } from '../stand-ins/slack/slack-stand-in.ts';
import type { Filled } from '../stand-ins/slack/view-state.ts';

const form = z.looseObject({
  blocks: z.array(z.looseObject({ label: z.object({ text: z.string() }).optional() })),
});

/** The form that Clara has open with its box ticked; the label of the box carries the sentence she agrees to. */
export function agreement({ openModal }: SlackStandIn): { readonly view: OpenView; readonly answers: Filled } {
  const view = openModal('clara');
  if (view === undefined) throw new Error('No form is open');
  const label = form
    .parse(view)
    .blocks.flatMap(({ label: named }) => named?.text ?? [])
    .find((text) => text.startsWith('Acknowledgement'));
  if (label === undefined) throw new Error('The open form asks for no agreement');
  return { view, answers: { [label]: true } };
}
