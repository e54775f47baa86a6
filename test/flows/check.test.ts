import { describe, expect, test } from 'vitest';
import { openFloor, type Floor } from '../features/floor.ts';

/** Linus, Barbara and Erika have seats and were read once; Ada manages users. */
async function aFirm() {
  const floor = await openFloor('console', { seats: 5 });
  const ada = await floor.hires('ada', { role: 'admin' });
  for (const [user, name] of [
    ['linus', 'Linus Torvald'],
    ['barbara', 'Barbara Liskov'],
    ['erika', 'Erika Mann'],
  ] as const)
    await ada.types(`invite ${user}@acme.example ${name} privacy:subjects`);
  await floor.works();
  const erika = await floor.joins('erika');
  return { floor, ada, erika, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

/** The mail administrator takes Linus’s licence away, and the next cycle finds it out. */
async function breaksLinus(floor: Floor) {
  const broken = floor.mailboxes.addMailbox('linus@acme.example');
  broken.breakWith('not-licensed');
  floor.clock.advance({ hours: 1 });
  await floor.works();
  return broken;
}

async function stateOf({ inAccount }: Floor, address: string) {
  return (await inAccount(({ mailboxes }) => mailboxes.list())).find((mailbox) => mailbox.address === address);
}

async function seen(place: { readonly sees: () => Promise<readonly string[]> }): Promise<string> {
  return (await place.sees()).join('\n');
}

describe('a look at several mailboxes', () => {
  test('says of each whether it can be read, and changes nothing of what is paused', async () => {
    await using firm = await aFirm();
    const { floor, ada, erika } = firm;
    await ada.types('pause barbara@acme.example');
    await erika.types('pause');

    const begun = await ada.types('check all');
    await floor.works();

    expect(begun).toContain('3 people are being checked');
    const told = await seen(ada);
    expect(told).toContain('3 of 3 mailboxes can be read');
    expect(told).toMatch(/Linus Torvald\s+linus@acme\.example\s+can be read, and is read/u);
    expect(told).toMatch(
      /Barbara Liskov\s+barbara@acme\.example\s+can be read; an Admin paused it, and it stays paused/u,
    );
    expect(told).toMatch(
      /Erika Mann\s+erika@acme\.example\s+can be read; its owner paused it and alone can resume it/u,
    );
    expect(await stateOf(floor, 'barbara@acme.example')).toMatchObject({ desired: 'paused' });
  });

  test('names the cause and who can mend it, and once it is mended has it tried at once', async () => {
    await using firm = await aFirm();
    const { floor, ada } = firm;
    const broken = await breaksLinus(floor);

    await ada.types('check failing');
    await floor.works();
    const before = await seen(ada);
    broken.breakWith(undefined);
    await ada.types('check failing');
    await floor.works();

    expect(before).toContain('0 of 1 mailbox can be read');
    expect(before).toContain('The mailbox has no licence, so it cannot be read. It can be mended by');
    expect(await seen(ada)).toMatch(/linus@acme\.example\s+can be read again; it is tried now/u);
    expect(await stateOf(floor, 'linus@acme.example')).toMatchObject({ health: { kind: 'ok' } });
    expect(await ada.types('check failing')).toContain('no reading fails');
  });

  test('reads again what an Admin paused, only where that was ticked, and never what its owner paused', async () => {
    await using firm = await aFirm();
    const { floor, ada, erika } = firm;
    const barbara = await floor.joins('barbara');
    await ada.types('pause barbara@acme.example');
    await erika.types('pause');
    await ada.types('pause erika@acme.example');

    await ada.types('check all resume:yes');
    await ada.fills({ 'Read paused': true });
    await floor.works();

    expect(await seen(ada)).toMatch(/barbara@acme\.example\s+can be read, and is read again from now on/u);
    expect(await stateOf(floor, 'barbara@acme.example')).toMatchObject({ desired: 'enabled' });
    expect(await stateOf(floor, 'erika@acme.example')).toMatchObject({ desired: 'paused' });
    expect(await seen(barbara)).toMatch(/barbara@acme\.example is read again[\s\S]*Ada Lovelace/u);
  });

  test('leaves paused what cannot be read', async () => {
    await using firm = await aFirm();
    const { floor, ada } = firm;
    await ada.types('pause linus@acme.example');
    floor.mailboxes.addMailbox('linus@acme.example').breakWith('suspended');

    await ada.types('check');
    await ada.fills({ People: 'linus@acme.example', 'Read paused': true });
    await floor.works();

    expect(await seen(ada)).toContain('The account is suspended.');
    expect(await stateOf(floor, 'linus@acme.example')).toMatchObject({ desired: 'paused' });
  });

  test('reads nobody again for somebody who may not manage users any more', async () => {
    await using firm = await aFirm();
    const { floor, ada } = firm;
    await floor.hires('grace', { role: 'admin' });
    await ada.types('pause barbara@acme.example');
    await ada.types('check all resume:yes');
    await ada.fills({ 'Read paused': true });
    await floor.inAccount(({ members }) =>
      members.replace(ada.member, { ...ada.member, role: 'standard', version: 2 }),
    );

    await floor.works();

    expect(await stateOf(floor, 'barbara@acme.example')).toMatchObject({ desired: 'paused' });
  });

  test('is not for everybody, and support looks but resumes nothing', async () => {
    await using firm = await aFirm();
    const { floor, ada, erika } = firm;
    const sam = await floor.hires('sam', { grants: ['support'] });
    await ada.types('pause barbara@acme.example');

    const refused = await erika.types('check all');
    await sam.types('check barbara@acme.example');
    const needed = await sam.fills({});
    await sam.types('check barbara@acme.example ticket:T-77');
    await floor.works();
    const told = await seen(sam);
    await sam.types('check barbara@acme.example ticket:T-77 resume:yes');
    const field = await sam.fills({ 'Read paused': true, Ticket: 'T-77' });

    expect(refused).toContain('You may not run “check”');
    expect(needed).toMatch(/Ticket\n +! This is needed/u);
    expect(field).toContain('Resuming is for whoever manages users.');
    expect(told).toContain('1 of 1 mailbox can be read');
  });

  test('says who is not known or could be several, and goes on with the others', async () => {
    await using firm = await aFirm();
    const { floor, ada } = firm;

    const some = await ada.types('check linus@acme.example, Nobody Known, a, <!channel>, 🚀');
    await floor.works();
    const nobody = await ada.types('check Nobody Known');

    expect(some).toContain('Nobody Known: Nobody here is called that.');
    expect(some).toContain('a: That could be several people.');
    expect(some).toContain('1 person is being checked');
    expect(await seen(ada)).toContain('1 of 1 mailbox can be read');
    expect(nobody).toContain('No mailbox was checked');
  });

  test('passes over whoever has no mailbox that is read, and says why when they were named', async () => {
    await using firm = await aFirm();
    const { floor, ada } = firm;
    await floor.hires('max');

    await ada.types('check max@acme.example');
    await floor.works();
    const named = await seen(ada);

    expect(named).toContain('No mailbox was looked at');
    expect(named).toContain('Max Standard max@acme.example: They have no seat');
  });

  test('is one round at a time, and whoever asks meanwhile sees how far it is', async () => {
    await using firm = await aFirm();
    const { floor, ada } = firm;
    await ada.types('check all');

    const again = await ada.types('check linus@acme.example');
    const far = await ada.presses(/^Show how far it is$/u);
    await floor.works();

    expect(again).toContain('Mailboxes are being checked already');
    expect(far).toContain('0 of 3 people done');
    expect(far).toContain('their mailbox is being looked at');
    expect(await ada.types('check linus@acme.example')).toContain('1 person is being checked');
  });
});
