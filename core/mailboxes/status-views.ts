import type { Member } from '../people/member.ts';
import { countOf, countText } from '../views/count-text.ts';
import type { Action, Block, Fact, View } from '../views/view.ts';
import { effectiveStatus, type EffectiveState } from './effective-status.ts';
import type { Mailbox } from './mailbox.ts';
import type { SyncRun } from './sync-run.ts';

export type MailboxLine = { readonly member: Member; readonly mailbox: Mailbox; readonly run: SyncRun | undefined };

/** One mailbox: state, cause, who must act, last and next sync; the next one is what everybody asks for. */
export function mailboxView({ member, mailbox, run }: MailboxLine, now: Temporal.Instant, maySync: boolean): View {
  const status = effectiveStatus(mailbox, run, now);
  const facts: readonly Fact[] = [
    ...(status.cause === undefined ? [] : [{ label: 'Cause', value: [status.cause] }]),
    ...(status.who === undefined ? [] : [{ label: 'Who can mend it', value: [status.who] }]),
    { label: 'Last sync', value: mailbox.lastSyncAt === undefined ? ['none yet'] : [{ moment: mailbox.lastSyncAt }] },
    ...(status.nextAttemptAt === undefined ? [] : [{ label: 'Next', value: [{ moment: status.nextAttemptAt }] }]),
    { label: 'Mailbox', value: [mailbox.address] },
  ];
  return {
    title: `The mailbox of ${member.fullName} ${whatItDoes(status.state, mailbox)}`,
    tone: status.tone,
    blocks: [{ kind: 'facts', facts }, ...progress(run)],
    actions: maySync ? [syncNow(member)] : [],
  };
}

const WHAT_IT_DOES = {
  disabled: 'is disabled',
  paused: 'is paused',
  attention: 'needs attention',
  waiting: 'waits for its mail system',
  syncing: 'is being read',
  queued: 'waits to be read',
  overdue: 'is overdue',
  healthy: 'is up to date',
} as const satisfies Record<EffectiveState, string>;

function whatItDoes(state: EffectiveState, { lastSyncAt }: Mailbox): string {
  const isFirst = lastSyncAt === undefined && (state === 'syncing' || state === 'queued');
  return isFirst ? `${WHAT_IT_DOES[state]} for the first time` : WHAT_IT_DOES[state];
}

function progress(run: SyncRun | undefined): readonly Block[] {
  if (run === undefined) return [];
  if (run.state === 'running' || run.state === 'waiting')
    return [{ kind: 'progress', label: 'Messages read', done: run.tally.seen, of: run.expected }];
  const { seen, kept, parked } = run.tally;
  return [
    {
      kind: 'note',
      text: [
        `The last run read ${countOf(seen, 'message', 'messages')}, kept ${countText(kept)} and set ${countText(parked)} aside. Reference `,
        { code: run.id },
      ],
    },
  ];
}

function syncNow({ address }: Member): Action {
  return { kind: 'run', label: 'Sync now', weight: 'primary', does: { command: 'sync', args: { member: address } } };
}

export function allMailboxesView(lines: readonly MailboxLine[], now: Temporal.Instant): View {
  const states = lines.map((line) => ({ ...line, status: effectiveStatus(line.mailbox, line.run, now) }));
  const troubled = states.filter(({ status }) => status.tone === 'bad').length;
  return {
    title:
      lines.length === 0
        ? 'No mailbox is read yet'
        : `${countText(lines.length)} ${lines.length === 1 ? 'mailbox' : 'mailboxes'}, ${troubled === 0 ? 'all well' : `${countText(troubled)} need attention`}`,
    tone: troubled === 0 ? 'good' : 'bad',
    blocks:
      lines.length === 0
        ? [{ kind: 'text', text: ['Invite a colleague; their mailbox appears here as soon as it can be read.'] }]
        : [
            {
              kind: 'table',
              columns: ['Member', 'Mailbox', 'State', 'Last sync', 'Next'],
              total: lines.length,
              rows: states.map(({ member, mailbox, status }) => [
                { strong: member.fullName },
                mailbox.address,
                status.word,
                mailbox.lastSyncAt === undefined ? 'none yet' : { moment: mailbox.lastSyncAt },
                status.nextAttemptAt === undefined ? '' : { moment: status.nextAttemptAt },
              ]),
            },
          ],
    actions:
      lines.length === 0
        ? [{ kind: 'run', label: 'Invite a colleague', weight: 'primary', does: { command: 'invite', args: {} } }]
        : [],
  };
}
