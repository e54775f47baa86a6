import type { Member } from '../people/member.ts';
import { nameOf } from '../records/find-about.ts';
import type { ReadEntry } from '../records/read-lists.ts';
import type { Audience } from '../relationships/audience.ts';
import type { Candidate } from '../relationships/who-knows.ts';
import type { Inline, View } from '../views/view.ts';
import type { List } from './list.ts';

const MOST_SHOWN = 20;

export function listsView(lists: readonly List[], members: readonly Member[]): View {
  const shown = lists.slice(0, MOST_SHOWN);
  return {
    title:
      lists.length === 0
        ? 'You have no list, and none is shared'
        : `${lists.length} ${lists.length === 1 ? 'list' : 'lists'}`,
    tone: 'neutral',
    blocks:
      lists.length === 0
        ? [{ kind: 'text', text: ['Make one with ', { code: '/seat lists new Investors' }, '.'] }]
        : [
            {
              kind: 'table',
              columns: ['List', 'Owner', 'Privacy'],
              rows: shown.map((list) => [{ strong: list.name }, owner(list, members), list.privacy]),
              total: lists.length,
            },
          ],
    actions: shown.slice(0, 5).map(({ id, name }) => ({
      kind: 'run',
      label: `Show ${name}`,
      weight: 'plain',
      does: { command: 'lists show', args: { list: id } },
    })),
  };
}

export function listView(
  list: List,
  entries: readonly ReadEntry[],
  members: readonly Member[],
  isOwner: boolean,
): View {
  const items = entries
    .slice(0, MOST_SHOWN)
    .map((entry): readonly Inline[] => [
      { strong: entry.kind === 'person' ? (entry.person.name ?? entry.person.address) : entry.organization.domain },
      ...(entry.kind === 'person' && entry.person.name !== undefined ? [` ${entry.person.address}`] : []),
    ]);
  return {
    title: list.name,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Owner', value: [owner(list, members)] },
          { label: 'Privacy', value: [list.privacy] },
        ],
      },
      items.length === 0
        ? { kind: 'text', text: ['Nobody whom you may find stands on it.'] }
        : { kind: 'list', items, total: entries.length },
    ],
    actions: isOwner ? ownersActions(list) : [],
  };
}

function ownersActions({ id, privacy }: List): View['actions'] {
  const args = { list: id };
  const isPrivate = privacy === 'private';
  return [
    {
      kind: 'run',
      label: isPrivate ? 'Share with everybody' : 'Make private',
      weight: 'plain',
      does: { command: isPrivate ? 'lists share' : 'lists unshare', args },
    },
    { kind: 'run', label: 'Delete', weight: 'danger', does: { command: 'lists delete', args } },
  ];
}

export function renamedView({ id, name }: List, before: string): View {
  return {
    title: name === before ? `The list is called ${name} already` : `The list ${before} is called ${name} now`,
    tone: name === before ? 'neutral' : 'good',
    blocks: [],
    actions: [
      { kind: 'run', label: 'Show the list', weight: 'primary', does: { command: 'lists show', args: { list: id } } },
    ],
  };
}

export function addedToListView(list: List, about: Candidate, outcome: { isNew: boolean; audience: Audience }): View {
  const name = nameOf(about);
  return {
    title: outcome.isNew ? `${name} stands on ${list.name}` : `${name} stood on ${list.name} before`,
    tone: outcome.isNew ? 'good' : 'neutral',
    blocks: [
      {
        kind: 'text',
        text: [
          outcome.audience === 'self'
            ? 'Only you see this entry, because only your own mailbox knows them.'
            : list.privacy === 'shared'
              ? 'Everybody with CRM access sees it.'
              : 'Only the owner of the list sees it.',
        ],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: 'Show the list',
        weight: 'primary',
        does: { command: 'lists show', args: { list: list.id } },
      },
    ],
  };
}

export function notOwnerView(list: List, members: readonly Member[]): View {
  return {
    title: `${list.name} is not yours to change`,
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['Only its owner, ', owner(list, members), ', may do that. Nothing was changed.'] }],
    actions: [{ kind: 'run', label: 'Show my lists', weight: 'primary', does: { command: 'lists', args: {} } }],
  };
}

function owner({ ownerId }: List, members: readonly Member[]): Inline {
  const member = members.find(({ id }) => id === ownerId);
  if (member === undefined) throw new Error(`The owner ${ownerId} of a list is no member`);
  return { member: member.id, name: member.fullName };
}
