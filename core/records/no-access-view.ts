import type { NoCrmAccess } from '../people/crm-access.ts';
import type { View } from '../views/view.ts';

export function noAccessView(refused: NoCrmAccess): View {
  const why =
    refused.kind === 'sync-only'
      ? 'A Sync Only seat feeds the CRM and does not open it. Ask an Admin for a Full Access seat.'
      : `The CRM is open to active members, and you are ${refused.standing}. An Admin can change that.`;
  return {
    title: 'You have no CRM access',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [`${why} Nothing was changed.`] }],
    actions: [{ kind: 'run', label: 'Show my seat', weight: 'primary', does: { command: 'show', args: {} } }],
  };
}
