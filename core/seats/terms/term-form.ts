import type { Call } from '../../commands/call.ts';
import { holdNote } from '../../departures/departure-card.ts';
import type { HoldSeen } from '../../departures/legal-hold.ts';
import { dateText } from '../../views/date-text.ts';
import type { Block, Form } from '../../views/view.ts';
import { termSentence, type Ending } from './plan-term.ts';
import { termFacts } from './term-views.ts';

export type TermForm = {
  readonly ending: Ending;
  /** What was agreed to is not what there is any more. */
  readonly hasChanged: boolean;
  readonly hold: HoldSeen | undefined;
  /** What else the end means, such as what the seat goes on costing. */
  readonly notes: readonly Block[];
  readonly does: Call;
};

/** When it ends, what happens then, and the sentence with its box. */
export function termForm({ ending, hasChanged, hold, notes, does }: TermForm): Form {
  const { fullName, planned } = ending;
  const isTrial = planned.kind === 'trial';
  return {
    title: isTrial ? `A trial for ${fullName}` : `Last day of ${fullName}`,
    blocks: [
      ...(hasChanged ? [CHANGED] : []),
      { kind: 'facts', facts: termFacts(planned) },
      ...(isTrial ? [FREE] : []),
      ...notes,
      REMINDED,
      ...(hold === undefined ? [] : [holdNote(hold)]),
    ],
    inputs: [{ kind: 'check', name: 'agreed', label: 'Consent', sentence: termSentence(ending), required: true }],
    submit: { label: isTrial ? 'Begin the trial' : `End it after ${dateText(planned.endsOn)}`, does },
  };
}

export const CHANGED: Block = {
  kind: 'text',
  text: ['This has changed since it was shown. It is shown as it is now; nothing was done yet.'],
};

export const REMINDED: Block = { kind: 'note', text: ['You and they are reminded seven days and one day before.'] };

export const FREE: Block = {
  kind: 'text',
  text: ['A trial costs nothing, holds none of the purchased seats, and never becomes a charge by itself.'],
};
