import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { SealedForm } from '../../core/views/view.ts';
import type { Room } from './blocks.ts';
import { escapedLabel } from './escape.ts';
import { renderInput } from './input-blocks.ts';
import { SLACK_LIMITS } from './limits.ts';
import { renderBody, renderTitle } from './render.ts';
import { createTextBudget } from './text-budget.ts';

export const FORM_CALLBACK = 'usher_form';

/** What a modal remembers: the stored action behind its submit button and the conversation it was opened from. */
export type FormMemory = {
  readonly action: string;
  readonly channel: string | undefined;
  readonly isPrivate: boolean;
};

export type SlackForm = Omit<ModalView, 'blocks'> & { blocks: KnownBlock[] };

const MODAL_TEXT_BUDGET = 20_000;

export function renderForm(form: SealedForm, opened: Omit<FormMemory, 'action'>): SlackForm {
  const room: Room = { budget: createTextBudget(MODAL_TEXT_BUDGET), tablesLeft: 0 };
  const inputs = form.inputs.flatMap((input) => renderInput(input));
  const title = escapedLabel(form.title, SLACK_LIMITS.viewTitle);
  const heading = title.endsWith('…') ? renderTitle(room, form.title) : [];
  const bodyLimit = SLACK_LIMITS.blocksPerView - inputs.length - heading.length - 1;
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: writeMemory({ ...opened, action: form.submit.does }),
    title: { type: 'plain_text', text: title, emoji: false },
    submit: { type: 'plain_text', text: escapedLabel(form.submit.label, SLACK_LIMITS.viewButton), emoji: false },
    close: { type: 'plain_text', text: 'Cancel', emoji: false },
    blocks: [...heading, ...renderBody(room, form.blocks, bodyLimit), ...inputs],
  };
}

const memorySchema = z.object({
  action: z.string().min(1),
  channel: z.string().optional(),
  private: z.boolean(),
});

export function readMemory(metadata: string): FormMemory {
  const { action, channel, private: isPrivate } = memorySchema.parse(JSON.parse(metadata));
  return { action, channel, isPrivate };
}

function writeMemory({ action, channel, isPrivate }: FormMemory): string {
  return JSON.stringify({ action, channel, private: isPrivate });
}
