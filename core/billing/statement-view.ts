import type { Id } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { unreachable } from '../result.ts';
import { dateText } from '../views/date-text.ts';
import type { Inline, View } from '../views/view.ts';
import { formatMoney, negate } from './money.ts';
import { hashOf } from './quote-hash.ts';
import { seatsText } from './seats-text.ts';
import type { Statement, StatementEntry } from './statement.ts';

/** What a message carries beside its totals; the rest is counted, and stands in the JSON. */
const SHOWN = 40;

export function statementView(statement: Statement, members: readonly Member[]): View {
  const { number, period, entries, change, creditUsed, dueNow } = statement;
  const until = period.end.subtract({ days: 1 });
  return {
    title: `Statement ${number}: ${formatMoney(dueNow)} for ${dateText(period.start)} to ${dateText(until)}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Change', value: [{ money: change }] },
          { label: 'Credit used', value: [{ money: creditUsed }] },
          { label: 'Due now', value: [{ money: dueNow }] },
        ],
      },
      {
        kind: 'list',
        items: entries.slice(0, SHOWN).map((entry) => entryText(entry, members)),
        total: entries.length,
      },
      {
        kind: 'note',
        text: [`Plus tax. Days of ${statement.timeZone}. Hash `, { code: hashOf(statement) }],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: 'As JSON',
        weight: 'plain',
        does: { command: 'statement', args: { number, form: 'json' } },
      },
      { kind: 'run', label: 'How this is calculated', weight: 'plain', does: { command: 'charges', args: {} } },
    ],
  };
}

/** Every line names whom it is for, who asked and who approved. */
function entryText(entry: StatementEntry, members: readonly Member[]): readonly Inline[] {
  switch (entry.kind) {
    case 'held':
      return [
        { money: entry.amount },
        ` for ${seatsText(entry.quantity, entry.seatType)} held before: ${entry.formula}`,
      ];
    case 'charge':
      return [
        { money: entry.amount },
        ` for ${seatsText(entry.quantity, entry.seatType)} from ${dateText(entry.from)}`,
        ...(entry.forMember === undefined ? [] : [', for ', nameOf(members, entry.forMember)]),
        `; request ${entry.request} by `,
        nameOf(members, entry.requestedBy),
        ...approvedBy(members, entry.approvedBy),
        `: ${entry.formula}`,
      ];
    case 'credit':
      return [
        { money: negate(entry.amount) },
        ` for ${entry.quantity === 1 ? '1 seat' : `${entry.quantity} seats`} given back on ${dateText(entry.from)} by `,
        nameOf(members, entry.takenBackBy),
        `: ${entry.formula}`,
      ];
    default:
      return unreachable(entry);
  }
}

function approvedBy(members: readonly Member[], ids: readonly Id<'member'>[]): readonly Inline[] {
  return ids.flatMap((id, index) => [index === 0 ? ', approved by ' : ' and ', nameOf(members, id)]);
}

function nameOf(members: readonly Member[], id: Id<'member'>): Inline {
  const member = members.find((candidate) => candidate.id === id);
  return member === undefined ? 'somebody who was removed' : { member: member.id, name: member.fullName };
}
