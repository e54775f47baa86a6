import type { KnownBlock } from '@slack/types';
import type { Accepted } from '../../core/commands/front-door.ts';
import type { PlatformUser } from '../../core/commands/inbound.ts';
import { idSchema } from '../../core/ids.ts';
import type { SealedForm } from '../../core/views/view.ts';
import { escapedLines } from './escape.ts';
import { SLACK_LIMITS } from './limits.ts';
import { labelled, renderTitle, type SlackMessage } from './render.ts';
import { createTextBudget } from './text-budget.ts';
import { z } from 'zod';

export const REOPEN = 'reopen';

/**
 * A form needs a trigger that is at most three seconds old. Without one it waits behind a button, which points at the
 * delivery whose stored answer is that form.
 */
export function reopenMessage(form: SealedForm, accepted: Accepted, by: PlatformUser): SlackMessage {
  const room = { budget: createTextBudget(SLACK_LIMITS.headerText * 5), tablesLeft: 0 };
  const button: KnownBlock = {
    type: 'actions',
    elements: [{ ...labelled('Open the form'), action_id: REOPEN, value: write(accepted, by), style: 'primary' }],
  };
  return {
    text: escapedLines(`${form.title}\n\nPress the button to open the form.`, SLACK_LIMITS.fallbackText),
    blocks: [...renderTitle(room, form.title), button],
  };
}

const stored = z.tuple([idSchema('account'), idSchema('delivery'), z.string(), z.string()]);

/** Undefined when the button was made for somebody else. */
export function readReopen(value: string, by: PlatformUser): Accepted | undefined {
  const [accountId, deliveryId, workspace, user] = stored.parse(value.split(' '));
  return workspace === by.workspace && user === by.user ? { accountId, deliveryId } : undefined;
}

function write({ accountId, deliveryId }: Accepted, { workspace, user }: PlatformUser): string {
  return [accountId, deliveryId, workspace, user].join(' ');
}
