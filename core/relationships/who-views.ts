import { unreachable } from '../result.ts';
import { countText } from '../views/count-text.ts';
import type { Block, Inline, View } from '../views/view.ts';
import { PRIVACY_MEANINGS } from './privacy.ts';
import type { Connection } from './visible-connections.ts';
import type { Candidate, WhoKnows } from './who-knows.ts';

const MOST_SHOWN = 10;

/** Who knows them and how well: a strength from 10 (weak) to 100 (strong), and when they last had contact. */
export function whoView(answer: WhoKnows, query: string): View {
  switch (answer.kind) {
    case 'nobody-found':
      return nobodyView(query);
    case 'ambiguous':
      return ambiguousView(answer.candidates, query);
    case 'person': {
      const { person, connections, last } = answer;
      return {
        title: `Who knows ${person.name ?? person.address}`,
        tone: 'neutral',
        blocks: [...connectionBlocks(connections, false), ...lastBlock(last)],
        actions: organizationAction(person.organization),
      };
    }
    case 'organization': {
      const { organization, people, connections } = answer;
      const known: Block = {
        kind: 'note',
        text: [
          `${countText(people.length)} ${people.length === 1 ? 'person' : 'people'} of ${organization.domain} are known.`,
        ],
      };
      return {
        title: `Who knows ${organization.domain}`,
        tone: 'neutral',
        blocks: [...connectionBlocks(connections, true), known],
        actions: [],
      };
    }
    default:
      return unreachable(answer);
  }
}

function connectionBlocks(connections: readonly Connection[], withPerson: boolean): readonly Block[] {
  if (connections.length === 0) return [{ kind: 'text', text: ['Nobody here has exchanged mail with them.'] }];
  const rows = connections
    .slice(0, MOST_SHOWN)
    .map(({ member, person, strength, lastAt, sent, received }): readonly Inline[] => [
      { member: member.id, name: member.fullName },
      ...(withPerson ? [person.name ?? person.address] : []),
      strength.oneWay ? `${strength.score}, one-way` : `${strength.score}`,
      { moment: lastAt },
      `${countText(sent)} / ${countText(received)}`,
    ]);
  return [
    {
      kind: 'table',
      columns: ['Colleague', ...(withPerson ? ['Knows'] : []), 'Strength', 'Last contact', 'Sent / received'],
      rows,
      total: connections.length,
    },
  ];
}

function lastBlock(last: Extract<WhoKnows, { kind: 'person' }>['last']): readonly Block[] {
  if (last === undefined) return [];
  const subject: readonly Inline[] =
    last.subject === undefined ? ['Its subject is not shared'] : ['Subject: ', { strong: last.subject }];
  const level = last.limitedBy === undefined ? '' : ` (${PRIVACY_MEANINGS[last.limitedBy].title}).`;
  return [{ kind: 'text', text: ['Last contact ', { moment: last.at }, '. ', ...subject, level] }];
}

function organizationAction(domain: string | undefined): View['actions'] {
  return domain === undefined
    ? []
    : [
        {
          kind: 'run',
          label: `Who knows ${domain}`,
          weight: 'primary',
          does: { command: 'who', args: { query: domain } },
        },
      ];
}

function nobodyView(query: string): View {
  return {
    title: `Nobody is known as “${query}”`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: [
          'Try a full name, an e-mail address or a domain. People appear after the mailboxes that know them were read.',
        ],
      },
    ],
    actions: [],
  };
}

function ambiguousView(candidates: readonly Candidate[], query: string): View {
  return {
    title: `“${query}” could be several`,
    tone: 'attention',
    blocks: [{ kind: 'list', total: candidates.length, items: candidates.map((candidate) => [nameOf(candidate)]) }],
    actions: candidates.slice(0, 5).map((candidate) => ({
      kind: 'run',
      label: nameOf(candidate),
      weight: 'plain',
      does: { command: 'who', args: { query: keyOf(candidate) } },
    })),
  };
}

function nameOf(candidate: Candidate): string {
  if (candidate.kind === 'organization') return candidate.organization.domain;
  const { name, address } = candidate.person;
  return name === undefined ? address : `${name}, ${address}`;
}

function keyOf(candidate: Candidate): string {
  return candidate.kind === 'organization' ? candidate.organization.domain : candidate.person.address;
}
