import type { Account } from '../accounts/account.ts';
import type { Team } from '../accounts/team.ts';
import type { Form, Input, View } from '../views/view.ts';
import { RESUME_SENTENCE } from './begin-check.ts';
import { severalInput, teamOfInput } from './plan-views.ts';
import type { Round } from './round.ts';

export type CheckFormInput = {
  readonly account: Account;
  readonly teams: readonly Team[];
  readonly given: { readonly people?: string | undefined; readonly of?: string | undefined };
  /** Support acts on the mailboxes of others with one. */
  readonly ticket: Input | undefined;
};

export function checkForm({ account, teams, given, ticket }: CheckFormInput): Form {
  const known = teams.slice(0, 90).map(({ name }) => ({ value: name, label: name }));
  return {
    title: 'Check mailboxes',
    blocks: [
      {
        kind: 'text',
        text: ['Each mailbox is looked at without reading a message. You get one message with everybody’s result.'],
      },
    ],
    inputs: [
      severalInput(given.people, 'Names or addresses with commas between them, all, or failing'),
      ...(account.tier === 'enterprise' && known.length > 0 ? [teamOfInput(known, given.of)] : []),
      { kind: 'check', name: 'resume', label: 'Read paused ones again', required: false, sentence: RESUME_SENTENCE },
      ...(ticket === undefined ? [] : [ticket]),
    ],
    submit: { label: 'Check the mailboxes', does: { command: 'check', args: {} } },
  };
}

export function notCheckedView(sentence: string): View {
  return {
    title: 'No mailbox was checked',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [sentence] }],
    actions: [{ kind: 'run', label: 'Check mailboxes', weight: 'plain', does: { command: 'check', args: {} } }],
  };
}

/** One round asks a mail system at a time; its result is for whoever began it, and how far it is for everybody who may. */
export function lookingAlreadyView({ id, askedAt }: Round): View {
  return {
    title: 'Mailboxes are being checked already',
    tone: 'attention',
    blocks: [
      { kind: 'facts', facts: [{ label: 'Since', value: [{ moment: askedAt }] }] },
      { kind: 'text', text: ['Ask again when that is done. Nothing was begun.'] },
    ],
    actions: [
      {
        kind: 'run',
        label: 'Show how far it is',
        weight: 'primary',
        does: { command: 'round show', args: { round: id, page: 1 } },
      },
    ],
  };
}

export function strangersBlock(strangers: readonly { readonly typed: string; readonly sentence: string }[]) {
  return {
    kind: 'list',
    items: strangers.map(({ typed, sentence }) => [{ strong: typed }, `: ${sentence}`]),
    total: strangers.length,
  } as const satisfies View['blocks'][number];
}
