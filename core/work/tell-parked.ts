import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { POLICY } from '../people/policy.ts';
import type { Transaction } from '../transaction.ts';
import type { View } from '../views/view.ts';
import type { Work, WorkKind } from './work.ts';

export type TellParkedDeps = { readonly ids: Ids; readonly clock: Clock; readonly transaction: Transaction };

/** What is not done any more, in words; where it can be asked for again, how. */
const WHAT = {
  'outbox.deliver': {
    what: 'A message could not be brought to somebody.',
    next: 'Requests and status show what it was about.',
  },
  'identity.link': {
    what: 'Somebody who wrote for the first time could not be found out.',
    next: 'They can send their command again.',
  },
  'credential.check': {
    what: 'The access to a mail system is not checked any more.',
    next: 'Run setup to check it again.',
  },
  'domain.check': { what: 'A domain is not looked at any more.', next: 'Run domain check to look again.' },
  'domain.contested': {
    what: 'The owner of a domain was not told that another account claims it.',
    next: 'Give support the reference.',
  },
  'provisioning.look': {
    what: 'The directory is not looked at any more, so newcomers are not invited.',
    next: 'Run provisioning to turn it on again, or invite them by hand.',
  },
  'seat.check': {
    what: 'The mailbox of somebody who was invited is not looked at any more.',
    next: 'Invite them again.',
  },
  'mailbox.link': { what: 'A mailbox that was to be linked could not be looked at.', next: 'Link it again.' },
  'mailbox.sync': {
    what: 'A mailbox is not read any more.',
    next: 'Run sync for its owner to go on where it stopped.',
  },
  'mailbox.resume': {
    what: 'A mailbox whose pause has ended is not read again.',
    next: 'Resume it, or give support the reference.',
  },
  'privacy.apply': {
    what: 'What is stored of somebody’s mail does not follow their privacy level yet. The level itself counts.',
    next: 'Set the level again, or give support the reference.',
  },
  'request.remind': { what: 'A reminder of a request was not sent.', next: 'Requests shows what waits.' },
  'request.expire': {
    what: 'A request that was not decided in time stays open.',
    next: 'Its requester can cancel it.',
  },
  'document.hand-over': {
    what: 'A file that somebody asked for was not given to them.',
    next: 'They can ask for it again.',
  },
  'audit.verify': {
    what: 'The audit log was not verified to its end.',
    next: 'Run audit verify again, or give support the reference.',
  },
  'directory.read': { what: 'A directory was not read to its end.', next: 'Run matchable to read it again.' },
  'batch.fetch': { what: 'A list that was sent as a file was not read.', next: 'Send it again, or paste it.' },
  'batch.advance': {
    what: 'People who were invited together do not get on any more.',
    next: 'Show says how far each has come; invite those again who have no seat.',
  },
  'mailbox.check': {
    what: 'A mailbox that was to be checked was not looked at.',
    next: 'Check it again.',
  },
  'round.advance': {
    what: 'Members who were to be changed together are not all changed.',
    next: 'Run defaults apply again: it shows who is not as they should be.',
  },
  'seat.void': { what: 'A seat that was never reached was not given back.', next: 'Give support the reference.' },
  'seat.term': {
    what: 'A seat that was to end on a day was not looked after, or nobody was told of its end.',
    next: 'Deactivate the person, or give support the reference.',
  },
  'removal.remind': { what: 'A reminder of a removal was not sent.', next: 'Removals shows what is due when.' },
  'removal.carry-out': {
    what: 'A removal stopped before its end.',
    next: 'Removals shows it; support resumes it there.',
  },
  'billing.close-period': {
    what: 'The statement of a billing period was not made.',
    next: 'Nothing was charged twice. Give support the reference; it is made when the cause is gone.',
  },
  'departure.carry-out': {
    what: 'A deactivation or removal stopped before its end.',
    next: 'Give support the reference; it goes on where it stopped.',
  },
} as const satisfies Record<WorkKind, { readonly what: string; readonly next: string }>;

/** Work that broke too often is set aside, and those who can act on it are told once, in words and with a reference. */
export function createTellParked(deps: TellParkedDeps): (work: Work) => Promise<void> {
  return ({ id, accountId, kind }) =>
    deps.transaction.run(accountId, (stores) =>
      tellAdministrators(deps, stores, {
        row: POLICY.setup,
        key: `work-parked:${id}`,
        subject: `work-parked:${id}`,
        view: parkedView(kind, id),
        alsoInChannel: true,
      }),
    );
}

function parkedView(kind: WorkKind, reference: string): View {
  const { what, next } = WHAT[kind];
  return {
    title: 'A job was set aside',
    tone: 'bad',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'What', value: [what] },
          { label: 'Cause', value: ['something in Usher broke each time it was tried'] },
          { label: 'Who can mend it', value: ['whoever runs Usher: the log has the cause under the reference'] },
          { label: 'Next', value: [next] },
          { label: 'Reference', value: [{ code: reference }] },
        ],
      },
    ],
    actions: [
      { kind: 'run', label: 'Show status', weight: 'primary', does: { command: 'status', args: { member: 'all' } } },
    ],
  };
}
