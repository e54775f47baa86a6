import type { Member } from '../people/member.ts';
import type { SkipReason } from '../relationships/derive.ts';
import { WHAT_COLLEAGUES_SEE } from '../privacy/privacy-views.ts';
import { PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import type { Seat } from '../seats/seat.ts';
import { countOf, countText } from '../views/count-text.ts';
import type { Action, Block, Fact, Tone, View } from '../views/view.ts';
import { retry } from './episode-views.ts';
import { MAILBOX_FAULT_TEXTS } from './mailbox-fault-texts.ts';
import type { MailboxFault } from './mailbox-provider.ts';
import { hasGaps, nothingFound } from './sync-outcome.ts';
import type { SyncRun, Tally } from './sync-run.ts';
import { skippedIn } from './tally.ts';

export function progressView(member: Member, { tally, expected, id }: SyncRun): View {
  return {
    title: `Reading the mailbox of ${member.fullName}`,
    tone: 'neutral',
    blocks: [
      { kind: 'progress', label: 'Messages read', done: tally.seen, of: expected },
      { kind: 'facts', facts: [found(tally), { label: 'Reference', value: [{ code: id }] }] },
    ],
    actions: [],
  };
}

type Done = {
  readonly member: Member;
  readonly seat: Seat;
  readonly run: SyncRun;
  readonly nextSyncAt: Temporal.Instant;
};

export function doneForOwnerView(done: Done): View {
  const { seat, run } = done;
  const { title, sentence } = PRIVACY_MEANINGS[seat.privacy];
  const { word, tone } = outcome(run);
  return {
    title: `The first reading of your mailbox is ${word}`,
    tone,
    blocks: [
      {
        kind: 'facts',
        facts: [...counted(done), { label: 'Privacy', value: [title] }],
      },
      ...gapNotes(run, nothingFound(run)),
      { kind: 'text', text: [sentence, ' Mail between colleagues is never shown.'] },
    ],
    actions: [
      WHAT_COLLEAGUES_SEE,
      { kind: 'run', label: 'Show my sync status', weight: 'plain', does: { command: 'status', args: {} } },
    ],
  };
}

export function doneForJobsView(done: Done): View {
  const { member, run } = done;
  const { word, tone } = outcome(run);
  return {
    title: `Reading the mailbox of ${member.fullName} is ${word}`,
    tone,
    blocks: [
      {
        kind: 'facts',
        facts: [...counted(done), { label: 'Reference', value: [{ code: run.id }] }],
      },
      ...gapNotes(run, nothingFound(run)),
    ],
    actions: [showMember(member)],
  };
}

type Failed = {
  readonly member: Member;
  readonly run: SyncRun;
  readonly fault: MailboxFault;
  /** Undefined where nothing is tried before somebody has mended it. */
  readonly nextAttemptAt: Temporal.Instant | undefined;
};

export function failedView({ member, run, fault, nextAttemptAt }: Failed): View {
  const { what, who } = MAILBOX_FAULT_TEXTS[fault];
  return {
    title: `Reading the mailbox of ${member.fullName} has stopped`,
    tone: 'bad',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Cause', value: [what] },
          { label: 'Who can mend it', value: [who] },
          {
            label: 'Next attempt',
            value: [nextAttemptAt === undefined ? 'when it is mended' : { moment: nextAttemptAt }],
          },
          messages(run.tally),
          { label: 'Reference', value: [{ code: run.id }] },
        ],
      },
      { kind: 'note', text: ['Nothing that was read is lost. Reading goes on where it stopped.'] },
    ],
    actions: [retry(member)],
  };
}

/** What was told to have stopped goes on. */
export function recoveredView({ member, run, nextSyncAt }: Done): View {
  return {
    title: `The mailbox of ${member.fullName} is read again`,
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [
          messages(run.tally),
          { label: 'Next sync', value: [{ moment: nextSyncAt }] },
          { label: 'Reference', value: [{ code: run.id }] },
        ],
      },
    ],
    actions: [showMember(member)],
  };
}

/** Not everything of what is new could be read. */
export function gapsView({ member, run, nextSyncAt }: Done): View {
  return {
    title: `Reading what is new in the mailbox of ${member.fullName} left gaps`,
    tone: 'attention',
    blocks: [
      ...gapNotes(run, false),
      {
        kind: 'facts',
        facts: [
          messages(run.tally),
          { label: 'Next sync', value: [{ moment: nextSyncAt }] },
          { label: 'Reference', value: [{ code: run.id }] },
        ],
      },
      { kind: 'note', text: ['A part that can be read again is caught up with by itself.'] },
    ],
    actions: [showMember(member)],
  };
}

/** A first reading may take a day; this one takes longer. */
export function overdueView({ member, run }: { readonly member: Member; readonly run: SyncRun }): View {
  return {
    title: `The first reading of ${member.fullName}’s mailbox takes longer than a day`,
    tone: 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Since', value: [{ moment: run.queuedAt }] },
          messages(run.tally),
          { label: 'Reference', value: [{ code: run.id }] },
        ],
      },
      {
        kind: 'note',
        text: ['It goes on by itself, and its owner is told when it is done. Status shows what it waits for.'],
      },
    ],
    actions: [showMember(member)],
  };
}

function showMember({ fullName, address }: Member): Action {
  return {
    kind: 'run',
    label: `Show ${fullName}`,
    weight: 'primary',
    does: { command: 'status', args: { member: address } },
  };
}

function outcome(run: SyncRun): { readonly word: string; readonly tone: Tone } {
  if (nothingFound(run)) return { word: 'complete, but nothing was found', tone: 'attention' };
  return hasGaps(run) ? { word: 'complete with gaps', tone: 'attention' } : { word: 'complete', tone: 'good' };
}

function counted({ run: { tally }, nextSyncAt }: Done): readonly Fact[] {
  return [messages(tally), ...skipped(tally), found(tally), { label: 'Next sync', value: [{ moment: nextSyncAt }] }];
}

function messages({ seen, kept }: Tally): Fact {
  return { label: 'Messages', value: [`${countText(seen)} read, ${countText(kept)} kept`] };
}

function found({ people, organizations, connections }: Tally): Fact {
  const value = [
    countOf(people, 'person', 'people'),
    countOf(organizations, 'organization', 'organizations'),
    countOf(connections, 'connection', 'connections'),
  ].join(', ');
  return { label: 'New', value: [value] };
}

const SKIPPED = {
  'draft-or-junk': 'in drafts, junk or deleted',
  automated: 'automated or lists',
  'no-participants': 'without participants',
  'internal-only': 'between colleagues',
  'own-copy': 'as copies of sent mail',
} as const satisfies Record<SkipReason, string>;

function skipped(tally: Tally): Fact[] {
  if (skippedIn(tally) === 0) return [];
  const parts = Object.entries(SKIPPED).flatMap(([reason, words]) => {
    const count = tally.skipped[reason] ?? 0;
    return count === 0 ? [] : [`${countText(count)} ${words}`];
  });
  return [{ label: 'Skipped', value: [parts.join(', ')] }];
}

function gapNotes(run: SyncRun, isEmpty: boolean): Block[] {
  const { parked } = run.tally;
  const notes = [
    ...(run.gaps.length > 0 ? [`Could not be read: ${run.gaps.join(', ')}.`] : []),
    ...(parked > 0
      ? [
          parked === 1
            ? '1 message could not be understood and was set aside.'
            : `${countText(parked)} messages could not be understood and were set aside.`,
        ]
      : []),
    ...(isEmpty
      ? ['No message with anybody outside the company was found. Check that this is the mailbox that is in use.']
      : []),
  ];
  return notes.length === 0 ? [] : [{ kind: 'note', text: [notes.join(' ')] }];
}
