import type { Member } from '../people/member.ts';
import { countText } from '../views/count-text.ts';
import type { Action, Fact, View } from '../views/view.ts';
import { namesText } from './departure-card.ts';
import { effectOf } from './deactivation-form.ts';
import type { Departure, StepCount } from './departure.ts';

type Told = { readonly departure: Departure; readonly member: Member; readonly by: Member };

/** To whoever deactivated: what came of it, and until when it can be taken back. */
export function deactivatedView({ departure, member }: Pick<Told, 'departure' | 'member'>): View {
  return {
    title: `${member.fullName} is deactivated`,
    tone: 'good',
    blocks: [
      { kind: 'facts', facts: summaryFacts(departure) },
      { kind: 'note', text: ['Reactivating within that time loses nothing. Their API key does not come back.'] },
    ],
    actions: [reactivate(member), invite()],
  };
}

function summaryFacts(departure: Departure): readonly Fact[] {
  const { plan, steps } = departure;
  const counted = (count: StepCount) => steps.reduce((sum, { counts }) => sum + (counts[count] ?? 0), 0);
  const purgeAt = departure.state === 'undoable' ? departure.purgeAt : undefined;
  return [
    { label: 'Seat', value: [counted('seats') === 0 ? 'none was held' : 'free for somebody else'] },
    { label: 'Mailboxes', value: [`${counted('mailboxes')} not read any more; company data is kept`] },
    {
      label: 'Lists',
      value: [
        counted('lists') === 0
          ? 'none'
          : counted('lists') === 1
            ? '1 list is yours now'
            : `${counted('lists')} lists are yours now`,
      ],
    },
    {
      label: 'API key',
      value: [
        counted('keys') === 0
          ? 'none'
          : `ended: ${namesText(effectOf(plan, 'api-key', 'revoked')?.names ?? [])} stops working`,
      ],
    },
    ...(purgeAt === undefined
      ? []
      : [
          {
            label: plan.purges.length > 0 ? 'Personal data deleted' : 'Undo',
            value: [plan.purges.length > 0 ? 'after ' : 'until ', { moment: purgeAt }],
          },
        ]),
  ];
}

export function reactivate(member: Member): Action {
  return {
    kind: 'run',
    label: `Reactivate ${member.fullName}`,
    weight: 'primary',
    does: { command: 'reactivate', args: { member: member.address } },
  };
}

function invite(): Action {
  return { kind: 'run', label: 'Invite a colleague', weight: 'plain', does: { command: 'invite', args: {} } };
}

/** To the person: who did it, what is not read any more, and what becomes of their own data. */
export function yourSeatEndedView({ departure, by }: Told): View {
  const personal = departure.plan.purges.length > 0 && departure.state === 'undoable';
  return {
    title: 'Your seat was ended',
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'By', value: [{ member: by.id, name: by.fullName }] },
          { label: 'Your mailboxes', value: ['not read any more'] },
          { label: 'Company mail', value: ['what was read of it stays with the company'] },
          ...(personal
            ? [
                {
                  label: 'Personal mail',
                  value: ['what was read of it is deleted after ', { moment: departure.purgeAt }],
                },
              ]
            : []),
        ],
      },
    ],
    actions: [],
  };
}

/** For the channel: one line. */
export function leftForJobsView({ member, by }: Told): View {
  return {
    title: `${member.fullName} was deactivated by ${by.fullName}`,
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['Their mailboxes are not read any more, and their seat is free.'] }],
    actions: [],
  };
}

/** To whoever agreed: what could not be taken back is done. */
export function purgedView({ departure, member }: Pick<Told, 'departure' | 'member'>): View {
  const counts = departure.steps.find(({ step }) => step === 'mail')?.counts ?? {};
  return {
    title: `The personal data of ${member.fullName} is deleted`,
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Messages', value: [countText(counts.messages ?? 0)] },
          { label: 'Interactions', value: [countText(counts.interactions ?? 0)] },
          { label: 'Connections', value: [countText(counts.connections ?? 0)] },
          { label: 'Notes that are regular notes now', value: [String(counts.notes ?? 0)] },
          { label: 'Reference', value: [{ code: departure.id }] },
        ],
      },
    ],
    actions: [],
  };
}

export function scheduledView({ departure, member }: Pick<Told, 'departure' | 'member'>): View {
  const due = departure.state === 'scheduled' ? departure.dueAt : departure.consent.at;
  const args = { departure: departure.id };
  return {
    title: `${member.fullName} will be deactivated`,
    tone: 'attention',
    blocks: [{ kind: 'facts', facts: [{ label: 'When', value: [{ moment: due }] }] }],
    actions: [
      { kind: 'run', label: 'Choose another day', weight: 'primary', does: { command: 'deactivate move', args } },
      {
        kind: 'run',
        label: 'Deactivate now',
        weight: 'danger',
        does: { command: 'deactivate review', args: { member: member.id } },
      },
      { kind: 'run', label: 'Do not deactivate', weight: 'plain', does: { command: 'deactivate cancel', args } },
    ],
  };
}
