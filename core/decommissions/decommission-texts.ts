import type { DecommissionStep, StepOutcome } from './decommission.ts';

export const STEP_TITLES = {
  'disable-sync': 'Disable synchronization',
  'remove-add-in': 'Remove the add-in',
  'reset-mailbox': 'Reset the mailbox',
  delete: 'Delete',
  'manual-folders': 'Clean the mailbox up by hand',
} as const satisfies Record<DecommissionStep, string>;

/** What is to be done now, and what it does. */
export const STEP_INSTRUCTIONS = {
  'disable-sync': 'Their mailboxes are not read any more from then on. Nothing is deleted.',
  'remove-add-in':
    'Take them off the users of the add-in in the administration of your mail system, or have them remove it in their mail client. Then write down here what came of it.',
  'reset-mailbox':
    'Where reading had got to is forgotten, and links that wait for an answer end. What was read stays until they are deleted. You see the numbers and agree to them first.',
  delete:
    'Deactivating ends their access, frees the seat and deletes the data of personal mailboxes. Removing them completely goes through support; there two people can force it. Either asks for a consent of its own.',
  'manual-folders':
    'If it is wished, the folders and categories that are left in the mailbox for contacts, e-mails and tasks are deleted by hand, by whoever has access to it. Then write down here what came of it.',
} as const satisfies Record<DecommissionStep, string>;

export const OUTCOME_TEXTS = {
  done: 'done',
  'done-by-owner': 'done by the owner',
  'done-by-mail-administrator': 'done by the administrator of the mail system',
  'not-applicable': 'does not apply',
  'not-possible': 'not possible',
} as const satisfies Record<StepOutcome, string>;
