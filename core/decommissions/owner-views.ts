import type { Inline, View } from '../views/view.ts';
import type { Decommission } from './decommission.ts';

/** To the owner: what they are asked to do, and by whom. */
export function ownerAskedView({ id }: Decommission, asker: Inline): View {
  const confirm = (outcome: string) => ({ command: 'decommission confirm', args: { decommission: id, outcome } });
  return {
    title: 'You are asked to remove the add-in from your mail client',
    tone: 'attention',
    blocks: [
      { kind: 'facts', facts: [{ label: 'Asked by', value: [asker] }] },
      {
        kind: 'text',
        text: [
          'Your mailbox is not read any more, and the add-in is not needed. Remove it in the list of add-ins of your mail client, then confirm it here. What you answer is kept with your name.',
        ],
      },
    ],
    actions: [
      { kind: 'run', label: 'I have removed it', weight: 'primary', does: confirm('done-by-owner') },
      { kind: 'run', label: 'I have no add-in', weight: 'plain', does: confirm('not-applicable') },
    ],
  };
}

/** In its place once it is settled, by whomever. */
export function ownerSettledView(): View {
  return {
    title: 'The add-in is settled',
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['You have nothing more to do about it.'] }],
    actions: [],
  };
}

export function ownerThankedView(): View {
  return {
    title: 'It is written down that the add-in is settled',
    tone: 'good',
    blocks: [{ kind: 'text', text: ['Whoever asked is told. You have nothing more to do about it.'] }],
    actions: [],
  };
}

export function notAskedView(): View {
  return {
    title: 'This does not wait for you',
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['It was settled meanwhile, or somebody else was asked. Nothing was changed.'] }],
    actions: [],
  };
}
