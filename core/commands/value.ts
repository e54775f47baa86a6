import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Member } from '../people/member.ts';
import { seatValue, STRONG, type SeatValue } from '../records/seat-value.ts';
import { firmOf } from '../relationships/firm.ts';
import { holdsSeat } from '../seats/seat-moves.ts';
import { countText } from '../views/count-text.ts';
import type { View } from '../views/view.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const VALUE = signature({
  name: 'value',
  group: 'insight',
  summary: 'What each Sync Only seat contributes: people, organizations and strong connections',
  example: '/seat value',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

export function createValue({ clock }: { readonly clock: Clock }): Command {
  return command({ signature: VALUE, run: async (_, context) => privately(valueView(await values(clock, context))) });
}

type Row = { readonly member: Member; readonly value: SeatValue };

async function values(clock: Clock, { stores }: CommandContext): Promise<readonly Row[]> {
  const seats = (await stores.seats.list()).filter((seat) => seat.seatType === 'sync-only' && holdsSeat(seat));
  const members = await stores.members.list();
  const firm = await firmOf(stores);
  const rows: Row[] = [];
  for (const { memberId } of seats) {
    const member = members.find(({ id }) => id === memberId);
    if (member === undefined) throw new Error(`The holder ${memberId} of a seat is no member`);
    rows.push({ member, value: seatValue(await stores.crmPages.metBy(memberId), firm, clock.now()) });
  }
  return rows.toSorted((one, other) => other.value.onlyPeople - one.value.onlyPeople);
}

const MOST_SHOWN = 20;

function valueView(rows: readonly Row[]): View {
  if (rows.length === 0) return noSeatView();
  return {
    title: `What ${rows.length} Sync Only ${rows.length === 1 ? 'seat contributes' : 'seats contribute'}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'table',
        columns: [
          'Seat',
          'People',
          'Known by nobody else',
          'Organizations',
          'Known by nobody else',
          'Strong connections',
        ],
        rows: rows
          .slice(0, MOST_SHOWN)
          .map(({ member, value }) => [
            { member: member.id, name: member.fullName },
            countText(value.people),
            countText(value.onlyPeople),
            countText(value.organizations),
            countText(value.onlyOrganizations),
            countText(value.strong),
          ]),
        total: rows.length,
      },
      {
        kind: 'note',
        text: [`From work mailboxes only. A connection is strong from ${STRONG} of 100 on, about an exchange a month.`],
      },
    ],
    actions: [],
  };
}

function noSeatView(): View {
  return {
    title: 'Nobody has a Sync Only seat yet',
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['What a seat contributes is counted from its first reading on.'] }],
    actions: [{ kind: 'run', label: 'Invite a colleague', weight: 'primary', does: { command: 'invite', args: {} } }],
  };
}
