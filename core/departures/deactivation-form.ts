import type { Member } from '../people/member.ts';
import { countOf } from '../views/count-text.ts';
import { dateText } from '../views/date-text.ts';
import type { Block, Fact, Form } from '../views/view.ts';
import { departureHash } from './departure-hash.ts';
import { namesText } from './departure-card.ts';
import type { DeparturePlan, Effect, EffectSubject } from './plan-departure.ts';

export type DeactivationForm = {
  readonly member: Member;
  readonly plan: DeparturePlan;
  readonly undoDays: number;
  /** The day on which it begins, where it does not begin at once. */
  readonly from: Temporal.PlainDate | undefined;
  /** What was agreed to is not what there is any more. */
  readonly hasChanged: boolean;
};

/** The seed’s two consent texts, made of the mailboxes that are there: work alone, or personal ones too. */
export function deactivationForm(input: DeactivationForm): Form {
  const { member, plan, from } = input;
  return {
    title: `Deactivate ${member.fullName}`,
    blocks: blocksOf(input),
    inputs: [
      { kind: 'check', name: 'agreed', label: 'Consent', sentence: deactivationSentence(input), required: true },
    ],
    submit: {
      label: from === undefined ? `Deactivate ${member.fullName}` : `Deactivate on ${dateText(from)}`,
      does: {
        command: 'deactivate confirm',
        args: {
          member: member.id,
          plan: departureHash(plan),
          ...(from === undefined ? {} : { from: from.toString() }),
        },
      },
    },
  };
}

/** What is agreed to, word for word; it says what is deleted and what is kept, and is stored as it was shown. */
export function deactivationSentence({
  member,
  plan,
  undoDays,
  from,
}: Pick<DeactivationForm, 'member' | 'plan' | 'undoDays' | 'from'>): string {
  const when = from === undefined ? 'now' : `on ${dateText(from)}`;
  const personal = effectOf(plan, 'personal-message', 'deleted');
  const ends = `I agree that ${member.fullName} is deactivated ${when}: sign-in, syncing and the API key end, and their lists become mine.`;
  const kept = 'The e-mail and calendar data of their company mailboxes is kept.';
  if (!hasPersonal(plan)) return `${ends} ${kept}`;
  const growing = from === undefined ? '' : ', and whatever is read from them until then,';
  const messages = personal === undefined ? 'no messages yet' : countOf(personal.count, 'message', 'messages');
  return `${ends} ${kept} The data of their personal mailboxes (${messages})${growing} is deleted ${countOf(undoDays, 'day', 'days')} later.`;
}

function hasPersonal({ purges }: DeparturePlan): boolean {
  return purges.length > 0;
}

function blocksOf({ member, plan, hasChanged }: DeactivationForm): readonly Block[] {
  const changed: Block = {
    kind: 'text',
    text: [
      `What ${member.fullName} has changed since this was shown. These are the numbers now; nothing was done yet.`,
    ],
  };
  return [...(hasChanged ? [changed] : []), { kind: 'facts', facts: factsOf(plan) }];
}

/** What is lost or moves; what stays is on the card before. */
function factsOf(plan: DeparturePlan): readonly Fact[] {
  const lists = [effectOf(plan, 'private-list', 'transferred'), effectOf(plan, 'shared-list', 'transferred')];
  const names = lists.flatMap((effect) => effect?.names ?? []);
  const key = effectOf(plan, 'api-key', 'revoked');
  const mail = effectOf(plan, 'personal-message', 'deleted');
  const [interactions, connections, people] = [
    deleted(plan, 'interaction'),
    deleted(plan, 'connection'),
    deleted(plan, 'person'),
  ];
  return [
    ...fact('Stops being read', effectOf(plan, 'sync', 'ends')?.names ?? []),
    ...fact('Lists that become yours', names),
    ...fact('Stops working', key?.names ?? []),
    ...fact('Deleted mail', mail === undefined ? [] : mail.names),
    ...(interactions + connections + people === 0
      ? []
      : [
          {
            label: 'Deleted with it',
            value: [
              [
                countOf(interactions, 'interaction', 'interactions'),
                countOf(connections, 'connection', 'connections'),
                countOf(people, 'person nobody else tells of', 'people nobody else tells of'),
              ].join(', '),
            ],
          },
        ]),
  ];
}

function fact(label: string, names: readonly string[]): readonly Fact[] {
  return names.length === 0 ? [] : [{ label, value: [namesText(names)] }];
}

function deleted(plan: DeparturePlan, subject: EffectSubject): number {
  return effectOf(plan, subject, 'deleted')?.count ?? 0;
}

export function effectOf(
  { effects }: DeparturePlan,
  subject: EffectSubject,
  outcome: Effect['outcome'],
): Effect | undefined {
  return effects.find((effect) => effect.subject === subject && effect.outcome === outcome);
}
