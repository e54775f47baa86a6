import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { aCrowd, agreed, levels, PARTICIPANTS, result } from './apply-office.ts';
import { viewOf } from './list-office.ts';
import { viewText } from './world.ts';

describe('hundreds of members', () => {
  test('are changed one after the other, whenever a worker dies and however many work at once', async () => {
    const office = await aCrowd(60);
    await agreed(office, PARTICIPANTS);

    await office.worksOnRounds({ dies: 25 });
    const halfway = (await office.audited()).filter((kind) => kind === 'privacy.changed').length;
    await office.worksOnRounds({ workers: 3 });
    const done = await result(office);

    expect(halfway).toBe(25);
    expect(done).toContain('60 people changed');
    expect((await office.audited()).filter((kind) => kind === 'privacy.changed')).toHaveLength(60);
  });

  test('are shown page by page before and after', async () => {
    const office = await aCrowd(45);

    const first = viewOf(await office.types('eva', PARTICIPANTS));
    const second = viewOf(await office.presses('eva', first, 'Next page'));
    const third = replyText(await office.presses('eva', second, 'Next page'));
    await agreed(office, PARTICIPANTS);
    await office.worksOnRounds();
    const told = (await office.lastNotice(office.eva, 'eva')).view;
    const next = replyText(await office.presses('eva', told, 'Next page'));

    expect(viewText(first)).toContain('Person 016');
    expect(viewText(second)).toContain('Person 017');
    expect(viewText(second)).not.toContain('Person 016');
    expect(third).toContain('Person 044');
    expect(third).not.toContain('[Next page]');
    expect(viewText(told)).toContain('45 people changed');
    expect(next).toContain('Person 017');
  });

  test('get on when one of them breaks each time, and that one is named with what to do', async () => {
    const office = await aCrowd(3);
    await agreed(office, PARTICIPANTS);
    const broken = (await office.inAccount(({ members }) => members.list())).find(
      ({ fullName }) => fullName === 'Person 001',
    );
    if (broken === undefined) throw new Error('Nobody can break');

    await office.worksOnRounds({ breaksFor: (id) => id === broken.id });
    const told = viewText((await office.lastNotice(office.eva, 'eva')).view);

    expect(told).toContain('2 people changed');
    expect(told).toContain('Person 001 p1@acme.example: It broke for them.');
    expect(await levels(office, [broken])).toEqual(['share-subjects']);
  });

  test('are all changed where it breaks once for each of them: nobody is left for what happened to others', async () => {
    const office = await aCrowd(6);
    await agreed(office, PARTICIPANTS);
    const met = new Set<string>();

    await office.worksOnRounds({ breaksFor: (id) => !met.has(id) && met.add(id).has(id) });
    const told = viewText((await office.lastNotice(office.eva, 'eva')).view);

    expect(told).toContain('6 people changed');
    expect(told).not.toContain('It broke');
  });
});
