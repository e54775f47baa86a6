import { unreachable } from '../result.ts';
import type { Block, Fact, Inline, Tone, View } from '../views/view.ts';
import { HELD } from './held-text.ts';
import { blastBlocks } from './blast-radius.ts';
import { certificateBlocks } from './certificate-view.ts';
import { removalActions } from './removal-actions.ts';
import { isOpen } from './removal-moves.ts';
import { listed, removalTitle, type Names } from './removal-names.ts';
import type { RemovalRequest } from './removal-request.ts';
import { countOf } from '../views/count-text.ts';

/** The live card of support. The same for everybody who sees it; who may press what is settled at the click. */
export function removalCard(request: RemovalRequest, names: Names, isHeld: boolean): View {
  return {
    title: `${removalTitle(request)} ${WORDS[request.state]}`,
    tone: TONES[request.state],
    blocks: [
      { kind: 'facts', facts: factsOf(request, names) },
      ...(isOpen(request) && request.shown !== undefined ? blastBlocks(request.shown) : []),
      ...(isHeld && isOpen(request) ? [text({ strong: HELD })] : []),
      ...stateBlocks(request, names),
      ...questions(request, names),
    ],
    actions: removalActions(request),
  };
}

export const WORDS = {
  'awaiting-endorsement': 'waits for an administrator',
  submitted: 'waits for support',
  assigned: 'is being looked at',
  'info-needed': 'waits for an answer',
  scheduled: 'is scheduled',
  executing: 'is being carried out',
  failed: 'could not be finished',
  completed: 'is complete',
  rejected: 'was rejected',
  withdrawn: 'was withdrawn',
} as const satisfies Record<RemovalRequest['state'], string>;

const TONES = {
  'awaiting-endorsement': 'attention',
  submitted: 'attention',
  assigned: 'neutral',
  'info-needed': 'attention',
  scheduled: 'attention',
  executing: 'attention',
  failed: 'bad',
  completed: 'good',
  rejected: 'neutral',
  withdrawn: 'neutral',
} as const satisfies Record<RemovalRequest['state'], Tone>;

function factsOf(request: RemovalRequest, names: Names): readonly Fact[] {
  const { person, askers, reason, ticket, endorsement, dueBy } = request;
  const [first] = askers;
  return [
    ...(person === undefined ? [] : [{ label: 'E-mail', value: [person.addresses.join(', ')] }]),
    {
      label: 'Asked',
      value: [
        ...(first === undefined
          ? []
          : [
              { moment: first.at } as const,
              ' by ',
              ...listed(
                names,
                askers.map(({ memberId }) => memberId),
              ),
            ]),
        '; due by ',
        { moment: dueBy },
      ],
    },
    ...(endorsement === undefined ? [] : [{ label: 'Endorsed by', value: [names(endorsement.by)] }]),
    { label: 'Reason', value: [reason] },
    { label: 'Ticket', value: [ticket ?? 'none'] },
  ];
}

function stateBlocks(request: RemovalRequest, names: Names): readonly Block[] {
  switch (request.state) {
    case 'awaiting-endorsement':
      return [text('Somebody who manages users endorses it first. Nothing is deleted before.')];
    case 'submitted':
      return [
        text('Nobody has taken it yet. Nothing is deleted before a day is set and its cool-off is over.'),
        ...forced(request, names),
      ];
    case 'assigned':
      return [
        ...(request.because === undefined ? [] : [text({ strong: request.because })]),
        text('With ', names(request.to), '. Nothing is deleted before a day is set and its cool-off is over.'),
        ...forced(request, names),
      ];
    case 'info-needed':
      return [text('With ', names(request.to), ', who has asked for information.'), ...forced(request, names)];
    case 'scheduled':
      return [
        text('Carried out on ', { moment: request.dueAt }, '. ', names(request.agreed.by), ' agreed: ', {
          strong: request.agreed.sentence,
        }),
        {
          kind: 'note',
          text: ['Their mailboxes are not read until then. Whoever asked can withdraw it, and support can reject it.'],
        },
        ...forced(request, names),
      ];
    case 'executing':
    case 'failed':
    case 'completed':
    case 'rejected':
    case 'withdrawn':
      return lateBlocks(request, names);
    default:
      return unreachable(request);
  }
}

type Begun = Extract<RemovalRequest, { state: 'executing' | 'failed' | 'completed' | 'rejected' | 'withdrawn' }>;

function lateBlocks(request: Begun, names: Names): readonly Block[] {
  switch (request.state) {
    case 'executing':
      return [
        {
          kind: 'progress',
          label: `${countOf(request.steps.length, 'step', 'steps')} done since it began`,
          done: request.steps.length,
          of: undefined,
        },
      ];
    case 'failed':
      return [text({ strong: request.reason }), text('What is done is recorded. Resume goes on with the rest.')];
    case 'completed':
      return certificateBlocks(request.certificate, names);
    case 'rejected':
      return [
        text('Rejected by ', names(request.by), ' on ', { moment: request.at }, '. Nothing was deleted.'),
        text('Reason: ', request.because),
      ];
    case 'withdrawn':
      return [text('Withdrawn by ', names(request.by), ' on ', { moment: request.at }, '. Nothing was deleted.')];
    default:
      return unreachable(request);
  }
}

function forced({ force }: RemovalRequest, names: Names): readonly Block[] {
  if (force === undefined) return [];
  const { agreed, reason, ticket } = force;
  return [
    text(names(agreed.by), ' wants it done at once (ticket ', ticket, '): ', reason, '. A second person has to agree.'),
  ];
}

function questions({ questions: asked }: RemovalRequest, names: Names): readonly Block[] {
  if (asked.length === 0) return [];
  const items = asked.map(({ by, question, answer }): readonly Inline[] => [
    names(by),
    ' asked: ',
    question,
    ...(answer === undefined ? [' (no answer yet)'] : [' – ', names(answer.by), ': ', answer.text]),
  ]);
  return [{ kind: 'list', items, total: items.length }];
}

function text(...inlines: readonly Inline[]): Block {
  return { kind: 'text', text: inlines };
}
