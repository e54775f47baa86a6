import { describe, expect, test } from 'vitest';
import type { ListedPerson } from '../../../core/directory/directory-look.ts';
import { movedLook } from '../../../core/directory/directory-look-moves.ts';
import { aLook, aLookBase, LOOK_STATES } from '../../builders/directory.ts';
import { NOW } from '../../builders/ids.ts';
import { falseFirst, race, times, type NewTenant } from './tenant.ts';

export function directoryRules(newTenant: NewTenant): void {
  describe('directory looks', () => {
    test('are read once at a time, however many ask', async () => {
      const { run, accountId, ada } = await newTenant();
      const looks = times(4, () => aLook({ accountId, askedBy: ada.id }));

      const added = await race(looks.map((look) => () => run(({ directoryLooks }) => directoryLooks.add(look))));
      const open = await run(({ directoryLooks }) => directoryLooks.latest());
      if (open === undefined) throw new Error('No look is open');
      const over = movedLook(open, { kind: 'failed', because: 'unreachable', at: NOW });
      await run(({ directoryLooks }) => directoryLooks.replace(open, over));
      const next = aLook({ accountId, askedBy: ada.id });

      expect(added.toSorted(falseFirst)).toEqual([false, false, false, true]);
      expect(await run(({ directoryLooks }) => directoryLooks.add(next))).toBe(true);
      expect(await run(({ directoryLooks }) => directoryLooks.latest())).toEqual(next);
    });

    test.each(Object.values(LOOK_STATES))('come back as they were stored: %o', async (state) => {
      const { run, accountId, ada } = await newTenant();
      const look = { ...aLookBase({ accountId, askedBy: ada.id }), ...state };

      await run(({ directoryLooks }) => directoryLooks.add(look));

      expect(await run(({ directoryLooks }) => directoryLooks.get(look.id))).toEqual(look);
    });

    test('hold everybody once, by name, until they are forgotten', async () => {
      const { run, accountId, ada } = await newTenant();
      const [look, other] = [
        { ...aLookBase({ accountId, askedBy: ada.id }), ...LOOK_STATES.read },
        { ...aLookBase({ accountId, askedBy: ada.id }), ...LOOK_STATES.read },
      ];
      const [zoe, amy, renamed] = [
        person('Zoe', 'z@acme.example'),
        person('Amy', 'a@acme.example'),
        person('Zoë', 'z@acme.example'),
      ];
      await run(async ({ directoryLooks, directoryPeople }) => {
        await directoryLooks.add(look);
        await directoryLooks.add(other);
        await directoryPeople.keep(look.id, [zoe, amy]);
        await directoryPeople.keep(look.id, [renamed]);
        await directoryPeople.keep(other.id, [amy]);
      });

      const before = await run(({ directoryPeople }) => directoryPeople.ofLook(look.id));
      await run(({ directoryPeople }) => directoryPeople.forget(look.id));

      expect(before).toEqual([amy, renamed]);
      expect(await run(({ directoryPeople }) => directoryPeople.ofLook(look.id))).toEqual([]);
      expect(await run(({ directoryPeople }) => directoryPeople.ofLook(other.id))).toEqual([amy]);
    });
  });
}

function person(fullName: string, address: string): ListedPerson {
  return { provider: 'google', fullName, address };
}
