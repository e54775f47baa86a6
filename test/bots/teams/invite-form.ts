import type { SealedForm } from '../../../core/views/view.ts';
import { actionId } from '../../fixtures/view-parts.ts';

export const INVITE: SealedForm = {
  title: 'Invite a colleague',
  blocks: [],
  inputs: [
    { kind: 'text', name: 'email', label: 'E-mail', required: true, maxLength: 200, multiline: false },
    {
      kind: 'choice',
      name: 'seatType',
      label: 'Seat type',
      required: false,
      options: [{ value: 'sync-only', label: 'Sync Only' }],
    },
    {
      kind: 'check',
      name: 'agreed',
      label: 'Charge',
      required: true,
      sentence: 'I acknowledge EUR 90.10 for [this] period.',
    },
  ],
  submit: { label: 'Invite', does: actionId(7) },
};
