import { describe, expect, test } from 'vitest';
import { movedRound } from '../../../core/rounds/round-moves.ts';
import type { RoundRow } from '../../../core/rounds/round.ts';
import { isStaleRow } from '../../../core/stale-row.ts';
import { NOW } from '../../builders/ids.ts';
import { aLookingRound, aRound, aRoundRow, ROUND_OUTCOMES, ROUND_TASKS } from '../../builders/rounds.ts';
import { failureOf, falseFirst, race, times, type NewTenant } from './tenant.ts';

export function roundRules(newTenant: NewTenant): void {
  describe('rounds', () => {
    test('come back as they were stored, running and finished, agreed to or not', async () => {
      const { run, accountId, ada } = await newTenant();
      const change = aRound({ accountId, askedBy: ada.id });
      const look = aLookingRound({ accountId, askedBy: ada.id });
      const finished = movedRound(change, { kind: 'finished', at: NOW });

      await run(async ({ rounds }) => {
        await rounds.add(change);
        await rounds.add(look);
      });
      const running = await run(({ rounds }) => rounds.get(change.id));
      await run(({ rounds }) => rounds.replace(change, finished));

      expect(running).toEqual(change);
      expect(await run(({ rounds }) => rounds.get(change.id))).toEqual(finished);
      expect(await run(({ rounds }) => rounds.get(look.id))).toEqual(look);
    });

    test('that look at mailboxes run one at a time, and beside those that change something', async () => {
      const { run, accountId, ada } = await newTenant();
      const looks = times(4, () => aLookingRound({ accountId, askedBy: ada.id }));

      const added = await race(looks.map((look) => () => run(({ rounds }) => rounds.add(look))));
      const changes = times(2, () => aRound({ accountId, askedBy: ada.id }));
      const beside = await race(changes.map((change) => () => run(({ rounds }) => rounds.add(change))));
      const open = await run(({ rounds }) => rounds.looking());
      if (open === undefined) throw new Error('No round is looking');
      await run(({ rounds }) => rounds.replace(open, movedRound(open, { kind: 'finished', at: NOW })));

      expect(added.toSorted(falseFirst)).toEqual([false, false, false, true]);
      expect(beside).toEqual([true, true]);
      expect(await run(({ rounds }) => rounds.looking())).toBeUndefined();
      expect(await run(({ rounds }) => rounds.add(aLookingRound({ accountId, askedBy: ada.id })))).toBe(true);
    });

    test('that moved on since they were read are not replaced', async () => {
      const { run, accountId, ada } = await newTenant();
      const round = aRound({ accountId, askedBy: ada.id });
      await run(({ rounds }) => rounds.add(round));
      const next = () => run(({ rounds }) => rounds.replace(round, movedRound(round, { kind: 'went-on' })));

      expect(await race([next, next])).toHaveLength(1);
    });

    test('of another account are not seen', async () => {
      const [acme, other] = [await newTenant(), await newTenant()];
      const round = aLookingRound({ accountId: acme.accountId, askedBy: acme.ada.id });
      await acme.run(({ rounds }) => rounds.add(round));

      expect(await other.run(({ rounds }) => rounds.get(round.id))).toBeUndefined();
      expect(await other.run(({ rounds }) => rounds.looking())).toBeUndefined();
    });
  });

  describe('the people of a round', () => {
    test('stand in the order of their numbers, each with what waits for them or became of them', async () => {
      const { run, accountId, ada } = await newTenant();
      const round = aRound({ accountId, askedBy: ada.id });
      const base = { accountId, roundId: round.id, memberId: ada.id };
      const [change, check] = ROUND_TASKS.map((task, index) => ({
        ...aRoundRow({ ...base, number: index + 1 }),
        task,
      }));
      if (change === undefined || check === undefined) throw new Error('There are two kinds of tasks');
      const looking: RoundRow = { ...check, state: 'looking' };
      const ended = ROUND_OUTCOMES.map((outcome, index): RoundRow => {
        const { task: _, ...row } = aRoundRow({ ...base, number: index + 3 });
        return { ...row, state: 'ended', outcome };
      });

      await run(async ({ rounds, roundRows }) => {
        await rounds.add(round);
        await roundRows.add([...ended.toReversed(), looking, change]);
      });

      expect(await run(({ roundRows }) => roundRows.ofRound(round.id))).toEqual([change, looking, ...ended]);
    });

    test('that changed since they were read are not replaced', async () => {
      const { run, accountId, ada } = await newTenant();
      const round = aRound({ accountId, askedBy: ada.id });
      const row = aRoundRow({ accountId, roundId: round.id, memberId: ada.id });
      const { task: _, ...base } = row;
      const ended: RoundRow = { ...base, version: 2, state: 'ended', outcome: { kind: 'same' } };
      await run(async ({ rounds, roundRows }) => {
        await rounds.add(round);
        await roundRows.add([row]);
        await roundRows.replace(row, ended);
      });

      const late = await failureOf(run(({ roundRows }) => roundRows.replace(row, ended)));

      expect(isStaleRow(late)).toBe(true);
      expect(await run(({ roundRows }) => roundRows.ofRound(round.id))).toEqual([ended]);
    });
  });
}
