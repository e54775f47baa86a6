import { describe, expect, test } from 'vitest';
import { ACME, ids } from '../builders/ids.ts';
import { openFloor, type Floor, type FloorOptions } from '../features/floor.ts';

/** Ada is an Admin, Grace approves, and the directory held Ada and Grace when Ada turned it on. */
async function aFirm(options: FloorOptions = {}, on = 'seats:ask per-day:5') {
  const floor = await openFloor('console', options);
  const ada = await floor.hires('ada', { role: 'admin' });
  const grace = await floor.hires('grace', { grants: ['approver'] });
  floor.directory.join('ada@acme.example', 'Ada Lovelace');
  floor.directory.join('barbara@acme.example', 'Barbara Liskov');
  floor.directory.join('grace@acme.example', 'Grace Hopper');
  const asked = await ada.types(`provisioning on acme.example privacy:subjects ${on}`);
  const shown = await ada.presses(/^Turn it on/u);
  await floor.works();
  return { ...floor, ada, grace, asked, shown };
}

async function aDayLater({ clock, works }: Pick<Floor, 'clock' | 'works'>): Promise<void> {
  clock.advance({ hours: 24 });
  await works();
}

async function seatsOf({ inAccount }: Pick<Floor, 'inAccount'>): Promise<readonly string[]> {
  return await inAccount(async ({ seats, members }) =>
    Promise.all(
      (await seats.list()).map(async ({ memberId, state }) => `${(await members.get(memberId))?.address} ${state}`),
    ),
  );
}

describe('newcomers of the directory', () => {
  test('are invited a day later in the name of whoever turned it on; whoever was there before is not', async () => {
    await using firm = await aFirm({ seats: 5 });
    firm.directory.join('linus@acme.example', 'Linus Torvald');
    const before = await seatsOf(firm);

    await aDayLater(firm);

    expect(firm.asked).toContain('is invited in my name to a Sync Only seat at the level “Share subjects only”');
    expect(firm.asked).toContain('at most 5 a day');
    expect(firm.shown).toContain('Newcomers are invited by themselves');
    expect(before).toEqual([]);
    expect(await seatsOf(firm)).toEqual(['linus@acme.example active']);
    expect(await firm.ada.types('provisioning')).toContain('0 eligible, 0 pending, 1 provisioned');
    const audited = await firm.inAccount(async ({ audit }) => (await audit.from(1, 500)).map(({ kind }) => kind));
    expect(audited).toContain('provisioning.turned-on');
    expect(audited).toContain('provisioning.invited');
  });

  test('begin with the defaults of the account, which the sentence names, and with no team below Enterprise', async () => {
    await using floor = await openFloor('console', { seats: 5, account: { tier: 'enterprise' } });
    const eva = await floor.hires('ada', { role: 'enterprise-admin' });
    await floor.inAccount(({ teams }) => teams.add({ id: ids.next('team'), accountId: ACME, name: 'Deal Desk' }));
    await eva.types('defaults set privacy:subjects team:"Deal Desk"');
    const asked = await eva.types('provisioning on acme.example');
    await eva.presses(/^Turn it on/u);
    await floor.works();
    floor.directory.join('linus@acme.example', 'Linus Torvald');
    await aDayLater(floor);
    await floor.inAccount(async ({ accounts }) => {
      const account = await accounts.get();
      await accounts.replace(account, { ...account, tier: 'advanced', version: account.version + 1 });
    });
    floor.directory.join('max@acme.example', 'Max Muster');
    await aDayLater(floor);

    expect(asked).toContain('a Sync Only seat in the team Deal Desk at the level “Share subjects only”');
    const seats = await floor.inAccount(({ seats: all }) => all.list());
    expect(seats.map(({ team, privacy }) => ({ team, privacy }))).toEqual([
      { team: 'Deal Desk', privacy: 'share-subjects' },
      { team: undefined, privacy: 'share-subjects' },
    ]);
  });

  test('cost one price, one agreement and one request, and nothing before that', async () => {
    await using firm = await aFirm();
    firm.directory.join('linus@acme.example', 'Linus Torvald');
    firm.directory.join('max@acme.example', 'Max Muster');
    await aDayLater(firm);
    const waiting = await firm.ada.types('provisioning');
    const requests = await firm.inAccount(({ requests: all }) => all.list());
    const charges = await firm.inAccount(({ charges: all }) => all.list());
    await firm.hires('erika');
    firm.directory.join('erika@acme.example', 'Erika Mann');
    firm.directory.join('sam@acme.example', 'Sam Support');
    await aDayLater(firm);
    const stillWaiting = await firm.ada.types('provisioning');
    await firm.ada.sees();

    await firm.ada.presses(/^Review/u);
    await firm.ada.fills({ 'I agree': true });
    await firm.works();
    const asked = await firm.inAccount(({ requests: all }) => all.list());
    await firm.grace.sees();
    await firm.grace.presses(/^Approve EUR/u);
    await firm.works();

    expect(waiting).toContain('0 eligible, 2 pending, 0 provisioned');
    expect(stillWaiting).toContain('1 eligible, 2 pending, 0 provisioned');
    expect([requests, charges]).toEqual([[], []]);
    expect(asked).toMatchObject([{ subject: { kind: 'bulk', people: [{}, {}] }, requestedBy: firm.ada.member.id }]);
    expect((await seatsOf(firm)).toSorted()).toEqual(['linus@acme.example active', 'max@acme.example active']);
  });

  test('are as many as the rule allows a day, and as there are free seats where only those are used', async () => {
    await using firm = await aFirm({ seats: 2 }, 'seats:free per-day:1');
    for (const [user, name] of [
      ['linus', 'Linus Torvald'],
      ['max', 'Max Muster'],
      ['sam', 'Sam Standard'],
    ] as const)
      firm.directory.join(`${user}@acme.example`, name);

    const days: number[] = [];
    for (let day = 0; day < 4; day += 1) {
      await aDayLater(firm);
      days.push((await seatsOf(firm)).length);
    }

    expect(days).toEqual([1, 2, 2, 2]);
    expect(await firm.ada.types('provisioning')).toContain('1 eligible, 0 pending, 2 provisioned');
    expect(await firm.inAccount(({ requests }) => requests.list())).toEqual([]);
  });

  test('are nobody who was a member, is left out, has no mailbox or is a function', async () => {
    await using firm = await aFirm({ seats: 5 }, 'seats:free per-day:5 without:mary@acme.example');
    await firm.ada.types('invite eve@acme.example Eve Moneypenny privacy:subjects');
    await firm.works();
    await firm.inAccount(async ({ members, seats }) => {
      const eve = await members.byAddress('eve@acme.example');
      const seat = eve && (await seats.ofMember(eve.id));
      if (eve === undefined || seat === undefined) throw new Error('Eve was not invited');
      await members.replace(eve, { ...eve, standing: 'deactivated', version: eve.version + 1 });
    });
    firm.directory.join('eve@acme.example', 'Eve Moneypenny');
    firm.directory.join('mary@acme.example', 'Mary Jackson');
    firm.directory.join('info@acme.example', 'The Front Desk');
    firm.directory.join('linus@acme.example', 'Linus Torvald', false);
    await aDayLater(firm);
    const without = await seatsOf(firm);

    firm.directory.join('linus@acme.example', 'Linus Torvald');
    await aDayLater(firm);

    expect(without.map((one) => one.split(' ')[0])).toEqual(['eve@acme.example']);
    expect((await seatsOf(firm)).map((one) => one.split(' ')[0])).toEqual(['eve@acme.example', 'linus@acme.example']);
  });

  test('are listed anew when a page is gone, and nobody is invited twice', async () => {
    await using firm = await aFirm({ seats: 5 });
    firm.directory.join('linus@acme.example', 'Linus Torvald');
    firm.directory.before(async () => {
      firm.directory.expirePages();
    });
    const asked = firm.directory.asked();

    await aDayLater(firm);

    expect(firm.directory.asked() - asked).toBeGreaterThanOrEqual(2);
    expect(await seatsOf(firm)).toEqual(['linus@acme.example active']);
  });

  test('are listed on from the page that got no answer, an hour later', async () => {
    await using firm = await aFirm({ seats: 5 });
    firm.directory.join('linus@acme.example', 'Linus Torvald');
    const asked = firm.directory.asked();
    firm.directory.breaksAfter(1);
    await aDayLater(firm);
    const before = await seatsOf(firm);

    firm.clock.advance({ hours: 1 });
    await firm.works();

    expect(before).toEqual([]);
    expect(firm.directory.asked() - asked).toBe(3);
    expect(await seatsOf(firm)).toEqual(['linus@acme.example active']);
  });

  test('are kept by name only as long as they are about to be invited', async () => {
    await using firm = await aFirm({}, 'seats:free per-day:5');
    firm.directory.join('linus@acme.example', 'Linus Torvald');
    await aDayLater(firm);
    const eligible = await firm.ada.types('provisioning');

    const off = await firm.ada.types('provisioning off acme.example');
    await firm.ada.types('provisioning on acme.example privacy:subjects seats:ask per-day:5');
    await firm.ada.presses(/^Turn it on/u);
    await firm.works();
    await aDayLater(firm);

    expect(eligible).toContain('linus@acme.example, eligible');
    expect(off).not.toContain('linus@acme.example');
    expect(await seatsOf(firm)).toEqual([]);
  });
});

describe('the rule', () => {
  test('halts when whoever set it may not invite any more, and administrators are told', async () => {
    await using firm = await aFirm({ seats: 5 });
    const erika = await firm.hires('erika', { role: 'admin' });
    firm.directory.join('linus@acme.example', 'Linus Torvald');
    await erika.types('role ada@acme.example standard');

    await aDayLater(firm);

    expect(await seatsOf(firm)).toEqual([]);
    expect(await erika.types('provisioning')).toContain('halted: whoever set it may not invite people any more');
    expect((await erika.sees()).join('')).toContain('Newcomers of acme.example are not invited any more');
  });

  test('that was turned off while the directory answered invites nobody', async () => {
    await using firm = await aFirm({ seats: 5 });
    firm.directory.join('linus@acme.example', 'Linus Torvald');
    firm.directory.before(async () => {
      await firm.ada.types('provisioning off acme.example');
    });

    await aDayLater(firm);

    expect(await seatsOf(firm)).toEqual([]);
    expect(await firm.ada.types('provisioning')).toContain('Newcomers are invited by nobody but you');
  });

  test('that was set anew while the directory answered takes stock anew', async () => {
    await using firm = await aFirm({ seats: 5 });
    firm.directory.join('linus@acme.example', 'Linus Torvald');
    firm.directory.before(async () => {
      await firm.ada.types('provisioning on acme.example privacy:subjects seats:free per-day:2');
      await firm.ada.presses(/^Turn it on/u);
    });

    await aDayLater(firm);
    await aDayLater(firm);

    expect(await seatsOf(firm)).toEqual([]);
    expect(await firm.ada.types('provisioning')).toContain('at most 2 a day');
  });

  test('is off until somebody turns it on, and is not for everybody to turn on', async () => {
    await using floor = await openFloor('console', { seats: 5 });
    const ada = await floor.hires('ada', { role: 'admin' });
    const linus = await floor.hires('linus');

    const shown = await ada.types('provisioning');
    const refused = await linus.types('provisioning on acme.example privacy:subjects');
    const elsewhere = await ada.types('provisioning on other.example privacy:subjects');
    const content = await ada.types('provisioning on acme.example privacy:all');

    expect(shown).toContain('It is off.');
    expect(refused).toContain('Your role and grants do not include it.');
    expect(elsewhere).toContain('other.example');
    expect(content).toContain('Nothing was changed.');
    expect(await floor.inAccount(({ provisioning }) => provisioning.list())).toEqual([]);
  });

  test('asks in a form for what was not said', async () => {
    await using floor = await openFloor('console', { seats: 5 });
    const ada = await floor.hires('ada', { role: 'admin' });

    await ada.types('provisioning on');
    const shown = await ada.fills({ 'At most how many a day': '3', 'Who is left out': 'max@acme.example' });

    expect(shown).toContain('at most 3 a day, only while seats are free');
    expect(shown).toContain('1 address is left out.');
  });
});
