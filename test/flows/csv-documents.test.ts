import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { lookedAt, previewed, viewOf } from './list-office.ts';
import { anOffice, type Office } from './office.ts';
import { CONSOLE, viewText } from './world.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

async function atConsole(office: Office): Promise<void> {
  await office.member(CONSOLE, 'Clara Immerwahr', { role: 'admin' });
}

describe('a table of people', () => {
  test('can be had as CSV, with the columns and the people that were asked for', async () => {
    const office = await anOffice();

    const text = replyText(await office.types('ada', 'list grace export:csv columns:name,e-mail'));

    expect(text).toContain('1 person as CSV');
    expect(text).toMatch(/name,e-mail\s+Grace Hopper,grace@acme\.example\s/u);
  });

  test('never runs a name as a formula', async () => {
    const office = await anOffice();
    await office.member('eve', '=HYPERLINK("https://evil.example","Eve")');

    const text = replyText(await office.types('ada', 'list eve columns:name'));

    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"",""Eve"")"`);
  });

  test('names the columns there are when another one is asked for', async () => {
    const office = await anOffice();

    const text = replyText(await office.types('ada', 'list export:csv columns:name,salary'));

    expect(text).toContain('salary is not one of them. Choose from name,e-mail,status');
  });

  test('goes on in parts where it is long, and the parts make the whole', async () => {
    const office = await anOffice();
    for (let at = 0; at < 60; at += 1) await office.member(`p${at}`, `Person ${at}`);

    const first = viewOf(await office.types('ada', 'list person export:csv columns:e-mail'));
    const second = viewOf(await office.presses('ada', first, 'Next part'));
    const third = viewOf(await office.presses('ada', second, 'Next part'));

    const all = [first, second, third].map(viewText).join('\n');
    for (let at = 0; at < 60; at += 1) expect(all).toContain(`p${at}@acme.example`);
    expect(third.actions).toEqual([]);
  });

  test('is written to a file on the console, and nowhere for somebody in a chat', async () => {
    const office = await anOffice();
    await atConsole(office);

    await office.types(CONSOLE, 'list columns:name file:people.csv');
    const refused = replyText(await office.types('ada', 'list columns:name file:other.csv'));

    expect(new TextDecoder().decode(office.files.get('people.csv'))).toBe(
      'name\r\nAda Lovelace\r\nBarbara Liskov\r\nClara Immerwahr\r\nGrace Hopper\r\n',
    );
    expect(refused).toContain('A file can be named on the console only');
    expect([...office.files.keys()]).toEqual(['people.csv']);
  });

  test('leaves a record of who took it', async () => {
    const office = await anOffice();
    await office.types('ada', 'list export:csv columns:name');

    const records = await office.inAccount(({ audit }) => audit.from(1, 100));

    expect(records.filter(({ kind }) => kind === 'table.exported')).toMatchObject([
      { actor: { memberId: office.ada.id }, facts: { rows: 3, columns: 'name' } },
    ]);
  });
});

describe('what became of a list', () => {
  test('can be had as CSV, each person with their result and what they cost', async () => {
    const office = await anOffice({ seats: 2 });
    const progress = await lookedAt(office);

    const text = replyText(await office.presses('ada', progress, 'Export as CSV'));

    expect(text).toContain('line,name,e-mail,seat,outcome,result,charged');
    expect(text).toMatch(/4,Eve,eve@other\.example,"",not invited,.*other\.example is not a domain/u);
    expect(text).toMatch(/2,Linus Torvald,linus@acme\.example,Sync Only,has a seat,/u);
  });
});

describe('mailboxes', () => {
  test('can be had as CSV with their state, cause and times', async () => {
    const office = await anOffice({ seats: 5 });
    await lookedAt(office);
    await office.checksSeats();

    const text = replyText(await office.types('ada', 'status all export:csv'));

    expect(text).toContain('3 mailboxes as CSV');
    expect(text).toContain('name,mailbox,state,cause,who-can-mend-it,last-sync,next,messages-read');
    expect(text).toMatch(/Linus Torvald,linus@acme\.example,"Queued, first sync",/u);
  });
});

describe('a list in a file', () => {
  const TABLE = 'Name,E-mail\nLinus Torvald,linus@acme.example\n';

  test('is read for whoever sits at the console', async () => {
    const office = await anOffice();
    await atConsole(office);
    office.files.set('people.csv', utf8(TABLE));

    const text = replyText(await office.types(CONSOLE, 'invite csv file:people.csv privacy:subjects'));

    expect(text).toContain('1 person: 1 can be invited, 0 cannot');
  });

  test('is not read for somebody in a chat', async () => {
    const office = await anOffice();
    office.files.set('people.csv', utf8(TABLE));

    const text = replyText(await office.types('ada', 'invite csv file:people.csv privacy:subjects'));

    expect(text).toContain('A file can be named on the console only');
  });

  test('that is no UTF-8 is refused, so that no name is garbled', async () => {
    const office = await anOffice();
    await atConsole(office);
    office.files.set('people.csv', new Uint8Array([0x4e, 0xe4, 0x6d]));

    const text = replyText(await office.types(CONSOLE, 'invite csv file:people.csv privacy:subjects'));

    expect(text).toContain('Save it as CSV UTF-8');
  });

  test('without a privacy level asks for it, with the rows kept', async () => {
    const office = await anOffice();
    await atConsole(office);
    office.files.set('people.csv', utf8(TABLE));

    const form = await office.types(CONSOLE, 'invite csv file:people.csv');

    expect(form.kind === 'form' && form.form.inputs.find(({ name }) => name === 'people')).toMatchObject({
      initial: TABLE,
    });
    expect(viewText(await previewed(office, TABLE))).toContain('1 can be invited');
  });
});
