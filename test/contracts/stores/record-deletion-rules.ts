import { describe, expect, test } from 'vitest';
import { edited } from '../../../core/notes/note.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { aList, aNote } from '../../builders/records.ts';
import { race, times, type NewTenant } from './tenant.ts';

export function recordDeletionRules(newTenant: NewTenant): void {
  describe('what is deleted', () => {
    test('a list goes with what stands on it, once, and nothing is put on it any more', async () => {
      const { run, accountId, ada } = await newTenant();
      const [list, other] = times(2, () => aList({ accountId, ownerId: ada.id }));
      if (list === undefined || other === undefined) throw new Error('No lists');
      const entry = { audience: 'account', addedBy: ada.id, addedAt: NOW, kind: 'person' } as const;
      const add = (listId: typeof list.id) =>
        run(({ lists }) => lists.addEntry({ ...entry, listId, personId: ids.next('person') }));
      await run(async ({ lists }) => {
        for (const one of [list, other]) await lists.add(one);
      });
      for (const one of [list, other]) await add(one.id);
      const remove = () =>
        run(async ({ lists }) => {
          const now = await lists.get(list.id);
          if (now !== undefined) await lists.remove(now);
          return now !== undefined;
        });

      const removed = await race(times(3, () => remove));

      expect(removed.filter(Boolean)).toHaveLength(1);
      expect(await run(({ lists }) => lists.all())).toEqual([other]);
      expect(await run(({ lists }) => lists.entries(list.id))).toEqual([]);
      expect(await run(({ lists }) => lists.entries(other.id))).toHaveLength(1);
      await expect(add(list.id)).rejects.toThrow('List');
    });

    test('a note is changed and deleted only while it says what was read', async () => {
      const { run, accountId, ada } = await newTenant();
      const [grace] = [ids.next('person')];
      const note = aNote({ accountId, authorId: ada.id, subject: { kind: 'people', people: [grace] } });
      await run(({ notes }) => notes.add(note));
      const changed = edited(note, 'another body', NOW.add({ minutes: 1 }));
      await run(({ notes }) => notes.replace(note, changed));

      const outdated = [
        run(({ notes }) => notes.replace(note, edited(note, 'a third body', NOW))),
        run(({ notes }) => notes.remove(note)),
      ];

      for (const refused of await Promise.allSettled(outdated)) expect(refused.status).toBe('rejected');
      expect(await run(({ notes }) => notes.ofPerson(grace))).toEqual([changed]);
      await run(({ notes }) => notes.remove(changed));
      expect(await run(({ notes }) => notes.ofPerson(grace))).toEqual([]);
      expect(await run(({ notes }) => notes.get(note.id))).toBeUndefined();
    });
  });
}
