import { PROVIDER_NAMES, type Provider } from '../accounts/provider.ts';
import type { Member } from '../people/member.ts';
import type { Action, Block, View } from '../views/view.ts';
import { countText } from '../views/count-text.ts';
import { MAILBOX_FAULT_TEXTS } from './mailbox-fault-texts.ts';
import type { MailboxFault } from './mailbox-provider.ts';
import type { Episode } from './sync-run.ts';

export type EpisodeFacts = {
  readonly episode: Episode;
  readonly names: readonly string[];
  readonly fault: MailboxFault;
  readonly nextAttemptAt: Temporal.Instant;
  readonly member: Member;
  readonly provider: Provider;
};

const MOST_NAMES = 5;

export function episodeOpenedView({ episode, names, fault, nextAttemptAt, member, provider }: EpisodeFacts): View {
  const { what, who } = MAILBOX_FAULT_TEXTS[fault];
  const title =
    names.length > 1
      ? `${countText(names.length)} mailboxes in ${PROVIDER_NAMES[provider]} cannot be read`
      : `The mailbox of ${names[0] ?? member.fullName} cannot be read`;
  return {
    title,
    tone: 'bad',
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

export function episodeClosedView(episode: Episode, names: readonly string[]): View {
  const whose = names.length > 1 ? `${countText(names.length)} mailboxes` : `The mailbox of ${names[0] ?? 'a member'}`;
  return {
    title: `${whose} can be read again`,
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
