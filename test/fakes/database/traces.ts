import type { TraceStore } from '../../../core/removals/trace-store.ts';
import { tombstoneAddress } from '../../../core/removals/tombstone.ts';
import { pairsIn } from './mail-losses.ts';
import { openMentions } from './mentions.ts';
import { openMailRows } from './mail-rows.ts';
import { openTable } from './open-table.ts';
import type { Session } from './session.ts';
import type { CopyRow, Tables } from './tables.ts';

export function openTraces(tables: Tables, session: Session): TraceStore {
  const mail = openMailRows(tables, session);
  const readings = openTable(tables.readings, session);
  const mailboxes = openTable(tables.mailboxes, session);
  return {
    aliases: async (memberId) => {
      const own = new Set((await mailboxes.all()).filter((row) => row.memberId === memberId).map(({ id }) => id));
      const read = (await readings.all()).filter(({ mailboxId }) => own.has(mailboxId));
      return [...new Set(read.flatMap(({ reading }) => reading?.aliases ?? []))].toSorted();
    },
    erase: async (memberId, addresses) => {
      const { copies, people, mentioned } = await mail.known();
      const isTheirs = (one: { readonly address: string }) =>
        addresses.includes(one.address) || ('memberId' in one && one.memberId === memberId);
      const erased = copies.map((row) => without(row, isTheirs));
      for (const row of erased) await mail.copies.put(row);
      const gone = people.filter(isTheirs);
      for (const row of gone) {
        // A key that was there stays in a table here, so whoever is mentioned is left as a row of another address.
        await mail.people.put({ ...row, isPurged: true });
        if (mentioned.has(row.id))
          await mail.people.put({
            ...row,
            address: tombstoneAddress(row.id),
            name: undefined,
            organization: undefined,
          });
      }
      const before = pairsIn(copies).size;
      return {
        participants: participantsIn(copies) - participantsIn(erased),
        people: gone.length,
        connections: before - pairsIn(erased).size,
      };
    },
    ...openMentions(tables, session),
  };
}

function without(row: CopyRow, isTheirs: (one: { readonly address: string }) => boolean): CopyRow {
  const { copy } = row;
  if (copy.kind !== 'interaction') return row;
  const participants = copy.participants.filter((one) => !isTheirs(one));
  return { ...row, copy: { ...copy, participants, touches: copy.touches.filter((one) => !isTheirs(one)) } };
}

/** One for each message and address, however many copies say so. */
function participantsIn(copies: readonly CopyRow[]): number {
  const all = copies.flatMap(({ copy }) =>
    copy.kind === 'interaction' ? copy.participants.map(({ address }) => `${copy.groupKey} ${address}`) : [],
  );
  return new Set(all).size;
}
