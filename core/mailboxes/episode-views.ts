import { PROVIDER_NAMES, type Provider } from '../accounts/provider.ts';
import type { Member } from '../people/member.ts';
import type { Action, Block, View } from '../views/view.ts';
import { countText } from '../views/count-text.ts';
import { MAILBOX_FAULT_TEXTS } from './mailbox-fault-texts.ts';
import type { Episode, EpisodeFault } from './sync-run.ts';

export type EpisodeFacts = {
  readonly episode: Episode;
  readonly names: readonly string[];
  readonly nextAttemptAt: Temporal.Instant;
  readonly member: Member;
  readonly provider: Provider;
};

const MOST_NAMES = 5;

/** The faults of a mailbox, and the one that nobody here can mend. */
const TEXTS = {
  ...MAILBOX_FAULT_TEXTS,
  unavailable: {
    what: 'The mail system has not answered for a long time.',
    who: 'nobody here: it is tried again by itself',
  },
} as const satisfies Record<EpisodeFault, { readonly what: string; readonly who: string }>;

export function episodeOpenedView({ episode, names, nextAttemptAt, member, provider }: EpisodeFacts): View {
  const { what, who } = TEXTS[episode.fault];
  return {
    title: openedTitle({ episode, names, member, provider }),
    tone: episode.fault === 'unavailable' ? 'attention' : 'bad',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Cause', value: [what] },
          { label: 'Who can mend it', value: [who] },
          { label: 'Since', value: [{ moment: episode.openedAt }] },
          { label: 'Next attempt', value: [{ moment: nextAttemptAt }] },
          { label: 'Reference', value: [{ code: episode.id }] },
        ],
      },
      ...listed(names),
      { kind: 'note', text: ['Nothing that was read is lost. Reading goes on where it stopped.'] },
    ],
    actions: [retry(member)],
  };
}

function openedTitle({ episode, names, member, provider }: Omit<EpisodeFacts, 'nextAttemptAt'>): string {
  if (episode.fault === 'unavailable') return `${PROVIDER_NAMES[provider]} does not answer`;
  return names.length > 1
    ? `${countText(names.length)} mailboxes in ${PROVIDER_NAMES[provider]} cannot be read`
    : `The mailbox of ${names[0] ?? member.fullName} cannot be read`;
}

/** The message of a cause that is over, while the mailbox is not read for another one. */
export function episodeReplacedView(episode: Episode, names: readonly string[]): View {
  return {
    title: 'Another reason stands in the way now',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: [`The mailbox of ${names[0] ?? 'a member'} is still not read; a newer message says why.`] },
      { kind: 'facts', facts: [{ label: 'Reference', value: [{ code: episode.id }] }] },
    ],
    actions: [],
  };
}

/** The message of a cause that no mailbox waits for any more, because the last one is not to be read. It names nobody. */
export function episodeLeftView(episode: Episode): View {
  return {
    title: 'Nobody has to mend this any more',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: ['The mailbox that could not be read is not to be read any more.'] },
      { kind: 'facts', facts: [{ label: 'Reference', value: [{ code: episode.id }] }] },
    ],
    actions: [],
  };
}

export function episodeClosedView(episode: Episode, names: readonly string[], provider: Provider): View {
  const whose = names.length > 1 ? `${countText(names.length)} mailboxes` : `The mailbox of ${names[0] ?? 'a member'}`;
  return {
    title: episode.fault === 'unavailable' ? `${PROVIDER_NAMES[provider]} answers again` : `${whose} can be read again`,
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Could not be read since', value: [{ moment: episode.openedAt }] },
          { label: 'Reference', value: [{ code: episode.id }] },
        ],
      },
      ...listed(names),
      { kind: 'note', text: ['What arrived meanwhile is being caught up with. Nobody has to do anything.'] },
    ],
    actions: [],
  };
}

function listed(names: readonly string[]): Block[] {
  if (names.length < 2) return [];
  return [{ kind: 'list', items: names.slice(0, MOST_NAMES).map((name) => [name]), total: names.length }];
}

export function retry({ address }: Member): Action {
  return {
    kind: 'run',
    label: 'Try again now',
    weight: 'primary',
    does: { command: 'sync', args: { member: address } },
  };
}
