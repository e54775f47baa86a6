import { describe, expect, test } from 'vitest';
import { createReadDirectory } from '../../core/directory/read-directory.ts';
import { accountKeyring } from '../../core/secrets/account-keys.ts';
import { suppressionDigest } from '../../core/secrets/address-digest.ts';
import { WORK_PAYLOADS, type WorkOutcome } from '../../core/work/work.ts';
import { ACME } from '../builders/ids.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { createFakeDirectoryReaders } from '../fakes/fake-directory-readers.ts';
import { viewOf } from './list-office.ts';
import { anOffice, INVITE, seatStates } from './office.ts';
import { viewText } from './world.ts';

const LIVE = new AbortController().signal;
const REFUSED = { kind: 'unauthorised', fault: 'credential', detail: 'scope' } as const;

/** An office whose mail system names its people, and the worker that asks it. */
async function aDirectoryOffice({ seats = 0 } = {}) {
  const office = await anOffice({ seats });
  const directory = createFakeDirectoryReaders();
  directory.has('google', 'Ada Lovelace', 'Mary Jackson', 'Dorothy Vaughan', 'Katherine Johnson');
  const readDirectory = createReadDirectory({ ...office.deps, directoryReaders: directory.readers });
  const { queue } = office.database;
  return {
    ...office,
    directory,
    reads: async (signal = LIVE): Promise<WorkOutcome | undefined> => {
      office.clock.advance({ seconds: 1 });
      const due = (await queue.due(office.clock.now(), 100)).find(({ kind }) => kind === 'directory.read');
      if (due === undefined) return undefined;
      const until = office.clock.now().add({ minutes: 1 });
      const lease = await queue.claim(due.accountId, due.workId, office.clock.now(), until);
      if (lease === undefined) throw new Error('The work is held by somebody else');
      const outcome = await readDirectory(WORK_PAYLOADS['directory.read'].parse(lease.work.payload), signal, lease);
      await queue.finish(lease, outcome);
      return outcome;
    },
  };
}

async function looked(office: Awaited<ReturnType<typeof aDirectoryOffice>>, search = '') {
  await office.types('ada', 'matchable');
  await office.reads();
  return viewOf(await office.types('ada', `matchable ${search}`));
}

describe('who is in the directory and has no seat', () => {
  test('is looked up by a worker, told as a number, and listed by name when it is asked for', async () => {
    const office = await aDirectoryOffice();

    const first = replyText(await office.types('ada', 'matchable'));
    expect(office.directory.asked).toEqual([]);
    await office.reads();
    const told = (await office.lastNotice(office.ada, 'ada')).view;
    const list = viewText(viewOf(await office.presses('ada', told, 'Show who')));

    expect(first).toContain('The directory is being read');
    expect(viewText(told)).toContain('3 colleagues have no seat');
    expect(viewText(told)).not.toContain('Mary');
    expect(list).toMatch(/Dorothy Vaughan[^]*Katherine Johnson[^]*Mary Jackson/u);
    expect(list).not.toContain('Ada Lovelace');
    expect(list).toContain('The directory was read on');
  });

  test('is shown to nobody who may not invite', async () => {
    const office = await aDirectoryOffice();
    await looked(office);

    const said = replyText(await office.types('grace', 'matchable'));

    expect(said).toContain('You may not run “matchable”');
    expect(said).not.toContain('Mary');
  });

  test('leaves out whoever has a seat on the way, was deactivated, has no mailbox or is in no verified domain', async () => {
    const office = await aDirectoryOffice();
    office.directory.has(
      'google',
      { fullName: 'Linus Torvald', address: 'linus@acme.example', isReachable: true },
      { fullName: 'Room 5', address: 'room5@acme.example', isReachable: false },
      { fullName: 'Eve', address: 'eve@other.example', isReachable: true },
    );
    await office.types('ada', INVITE);
    const left = await office.member('katherine', 'Katherine Johnson');
    await office.inAccount(({ members }) =>
      members.replace(left, { ...left, standing: 'deactivated', version: left.version + 1 }),
    );

    const list = viewText(await looked(office));

    expect(list).toContain('2 colleagues have no seat');
    for (const name of ['Linus', 'Room 5', 'Eve', 'Katherine']) expect(list).not.toContain(name);
  });

  test('does not name somebody who was removed', async () => {
    const office = await aDirectoryOffice();
    await looked(office);
    await office.inAccount(async (stores) => {
      const { suppression } = await accountKeyring(office.deps, stores, ACME);
      await stores.suppressions.add([suppressionDigest(suppression, 'mary@acme.example')], office.clock.now());
    });

    const list = viewText(viewOf(await office.types('ada', 'matchable')));

    expect(list).toContain('2 colleagues have no seat');
    expect(list).not.toContain('Mary');
  });

  test('goes on in pages, and is found by a part of the name', async () => {
    const office = await aDirectoryOffice();
    for (let at = 0; at < 20; at += 1) office.directory.has('google', `Person${at} Long`);

    const first = await looked(office);
    const second = viewOf(await office.presses('ada', first, 'Next 10'));
    const third = viewText(viewOf(await office.presses('ada', second, 'Next 3')));
    const found = viewText(viewOf(await office.types('ada', 'matchable vaughan')));

    expect(viewText(first)).toContain('23 colleagues have no seat');
    expect(third).toContain('Person9 Long');
    expect(found).toContain('Dorothy Vaughan');
    expect(found).not.toContain('Mary');
  });

  test('is read once for all who ask within a day, again when that is asked for, and deleted afterwards', async () => {
    const office = await aDirectoryOffice();
    const list = await looked(office);
    const before = office.directory.asked.length;
    await office.types('ada', 'matchable');
    await office.reads();
    expect(office.directory.asked).toHaveLength(before);

    const again = replyText(await office.presses('ada', list, 'Read it again'));
    await office.reads();
    expect(again).toContain('The directory is being read');
    expect(office.directory.asked).toHaveLength(before * 2);

    office.clock.advance({ hours: 25 });
    while ((await office.reads()) !== undefined);
    const kept = await office.inAccount(async ({ directoryLooks, directoryPeople }) => {
      const look = await directoryLooks.latest();
      return look === undefined ? [] : [look.state, await directoryPeople.ofLook(look.id)];
    });
    expect(kept).toEqual(['forgotten', []]);
  });
});

describe('inviting from the directory', () => {
  test('puts those who were ticked into one list, with one preview and one confirmation', async () => {
    const office = await aDirectoryOffice({ seats: 5 });
    const list = await looked(office);

    const form = await office.presses('ada', list, 'Invite some of these');
    const answers = { pick0: true, pick1: false, pick2: true, privacy: 'participants-only', seatType: 'sync-only' };
    const preview = viewOf(await office.submits('ada', form, answers));
    expect(await seatStates(office)).toEqual([]);
    await office.presses('ada', preview, /^Check/u);
    await office.worksOnLists();
    await office.checksSeats();
    await office.worksOnLists();

    expect(viewText(preview)).toMatch(/2 people: 2 can be invited/u);
    expect(viewText(preview)).toMatch(/Dorothy Vaughan[^]*Mary Jackson/u);
    expect(await seatStates(office)).toEqual(['provisioning', 'provisioning']);
    expect(viewText(viewOf(await office.types('ada', 'matchable')))).toContain('1 colleague has no seat');
  });

  test('carries ticks from page to page, and makes one list of them all', async () => {
    const office = await aDirectoryOffice({ seats: 5 });
    for (let at = 0; at < 20; at += 1) office.directory.has('google', `Person${at} Long`);
    const first = await office.presses('ada', await looked(office), 'Invite some of these');

    const all = { privacy: 'participants-only', seatType: 'sync-only' };
    const second = await office.submits('ada', first, { ...all, pick0: true, next: 'more' });
    const third = await office.submits('ada', second, { ...all, pick9: true, next: 'more' });
    const preview = viewText(viewOf(await office.submits('ada', third, { ...all, pick2: true })));

    expect(replyText(third)).toContain('2 people are ticked so far and stay ticked');
    expect(replyText(third)).toMatch(/Dorothy Vaughan dorothy@acme\.example/u);
    expect(third.kind === 'form' && third.form.submit.label).toBe('Show what would happen');
    expect(preview).toContain('3 people: 3 can be invited, 0 cannot');
    for (const name of ['Dorothy Vaughan', 'Person6 Long', 'Person9 Long']) expect(preview).toContain(name);
  });

  test('carries ticks to people who are looked for by name, and keeps what was chosen for all', async () => {
    const office = await aDirectoryOffice({ seats: 5 });
    for (let at = 0; at < 20; at += 1) office.directory.has('google', `Person${at} Long`);
    const first = await office.presses('ada', await looked(office), 'Invite some of these');

    const all = { privacy: 'participants-only', seatType: 'full-access' };
    const nobody = await office.submits('ada', first, { ...all, pick0: true, others: 'nobody of that name' });
    const found = await office.submits('ada', first, { ...all, pick0: true, others: 'person17' });
    const preview = viewText(viewOf(await office.submits('ada', found, { ...all, pick0: true })));

    expect(nobody.kind === 'fields' && nobody.errors['others']).toContain('Nobody without a seat is called that');
    expect(found.kind === 'form' && found.form.inputs.find(({ name }) => name === 'seatType')).toMatchObject({
      initial: 'full-access',
    });
    expect(preview).toContain('2 people: 2 can be invited');
    for (const name of ['Dorothy Vaughan', 'Person17 Long']) expect(preview).toContain(name);
  });

  test('counts somebody once who was ticked twice', async () => {
    const office = await aDirectoryOffice({ seats: 5 });
    const first = await office.presses('ada', await looked(office), 'Invite some of these');

    const all = { privacy: 'participants-only', seatType: 'sync-only' };
    const again = await office.submits('ada', first, { ...all, pick0: true, others: 'dorothy' });
    const preview = viewText(viewOf(await office.submits('ada', again, { ...all, pick0: true })));

    expect(replyText(again)).toContain('dorothy@acme.example (ticked already)');
    expect(preview).toContain('1 person: 1 can be invited');
  });

  test('asks for a tick where there is none', async () => {
    const office = await aDirectoryOffice();
    const form = await office.presses('ada', await looked(office), 'Invite some of these');

    const said = await office.submits('ada', form, { privacy: 'participants-only', seatType: 'sync-only' });

    expect(said).toEqual({ kind: 'fields', errors: { pick0: 'Tick at least one of them.' } });
  });

  test('invites nobody twice who got a seat meanwhile', async () => {
    const office = await aDirectoryOffice({ seats: 5 });
    const form = await office.presses('ada', await looked(office, 'mary'), 'Invite some of these');
    await office.types('ada', 'invite mary@acme.example Mary Jackson privacy:participants');

    const preview = await office.submits('ada', form, { pick0: true, privacy: 'participants-only' });

    expect(replyText(preview)).toContain('They have a seat by now');
    expect(await seatStates(office)).toHaveLength(1);
  });
});

describe('a directory', () => {
  test('that is throttled or does not answer is read on where it stopped', async () => {
    const office = await aDirectoryOffice();
    await office.types('ada', 'matchable');
    office.directory.failNext({ kind: 'throttled', retryAt: office.clock.now().add({ minutes: 2 }) });
    await office.reads();
    office.clock.advance({ minutes: 2 });
    await office.reads();

    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('3 colleagues have no seat');
    expect(office.directory.asked).toEqual([
      'google acme.example begin',
      'google acme.example begin',
      'google acme.example 0:2',
    ]);
  });

  test('whose place to go on is too old is read from its beginning, and names nobody twice', async () => {
    const office = await aDirectoryOffice();
    await office.types('ada', 'matchable');
    office.directory.failNext({ kind: 'page-gone' });
    await office.reads();
    office.clock.advance({ minutes: 1 });
    await office.reads();

    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('3 colleagues have no seat');
  });

  test('that may not be read says so, with the way out', async () => {
    const office = await aDirectoryOffice();
    await office.types('ada', 'matchable');
    office.directory.failNext(REFUSED);
    await office.reads();

    const told = (await office.lastNotice(office.ada, 'ada')).view;
    expect(viewText(told)).toContain('The directory of Google Workspace could not be read');
    expect(viewText(told)).toContain('does not include reading the directory');
    expect(told.actions.map(({ label }) => label)).toContain('Show setup');
  });

  test('that does not answer for half an hour is given up', async () => {
    const office = await aDirectoryOffice();
    await office.types('ada', 'matchable');
    office.directory.failNext({ kind: 'unavailable', cause: new Error('down') }, 10);
    for (let times = 0; times < 4; times += 1) {
      await office.reads();
      office.clock.advance({ minutes: 15 });
    }

    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('did not answer for half an hour');
  });
});
