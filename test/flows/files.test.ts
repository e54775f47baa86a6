import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { createFakeChatDocuments } from '../fakes/fake-chat-documents.ts';
import { lookedAt, viewOf } from './list-office.ts';
import { anOffice, askedFor, theRequest } from './office.ts';
import { viewText } from './world.ts';

const CSV = 'list export:csv columns:name';
const PEOPLE = 'name\r\nAda Lovelace\r\nBarbara Liskov\r\nGrace Hopper\r\n';
const LOST = { kind: 'ambiguous', cause: new Error('reset') } as const;

async function posting(options: { readonly seats?: number } = {}) {
  const files = createFakeChatDocuments('posted');
  return { files, office: await anOffice({ ...options, documents: files.chat }) };
}

describe('a table that somebody asks for in a chat that gives files', () => {
  test('comes as a file, to whoever asked and to nobody else', async () => {
    const { files, office } = await posting();

    const said = replyText(await office.types('ada', CSV));
    expect(files.shown).toEqual([]);
    await office.handsOver();

    expect(said).toContain('people.csv comes in a direct message, to you only');
    expect(files.shown).toEqual([{ to: 'ada', name: 'people.csv', title: '3 people as CSV', text: PEOPLE }]);
    expect(await office.handsOver()).toBe(0);
  });

  test('is called as they wish, and never by a path', async () => {
    const { files, office } = await posting();

    await office.types('ada', `${CSV} file:staff.csv`);
    await office.types('ada', `${CSV} file:../../etc/passwd`);
    await office.handsOver();

    expect(files.shown.map(({ name }) => name)).toEqual(['staff.csv', 'people.csv']);
  });

  test('can still be read as text', async () => {
    const { files, office } = await posting();

    const said = viewOf(await office.types('ada', CSV));
    const text = replyText(await office.presses('ada', said, 'Show it as text'));

    expect(text).toMatch(/name\s+Ada Lovelace/u);
    expect(files.shown).toEqual([]);
  });

  test('holds what is true when it leaves', async () => {
    const { files, office } = await posting();
    await office.types('ada', CSV);
    await office.member('hedy', 'Hedy Lamarr');

    await office.handsOver();

    expect(files.shown[0]?.text).toContain('Hedy Lamarr');
  });

  test('is not handed over to somebody who may not have it any more, and they are told', async () => {
    const { files, office } = await posting();
    await office.types('ada', CSV);
    await office.inAccount(({ members }) =>
      members.replace(office.ada, { ...office.ada, role: 'standard', version: office.ada.version + 1 }),
    );

    await office.handsOver();

    expect([files.laid, files.shown]).toEqual([[], []]);
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('You may not run “list”');
  });

  test('is recorded once, with who took it, when it leaves', async () => {
    const { files, office } = await posting();
    files.failNext('hand', { kind: 'throttled', retryAfterMs: 1000 });
    await office.types('ada', CSV);
    await office.handsOver();
    office.clock.advance({ minutes: 1 });
    await office.handsOver();

    const records = await office.inAccount(({ audit }) => audit.from(1, 100));

    expect(files.shown).toHaveLength(1);
    expect(records.filter(({ kind }) => kind === 'document.handed-over')).toMatchObject([
      {
        actor: { memberId: office.ada.id },
        subject: { kind: 'command', id: 'list' },
        facts: { rows: 3, columns: 'name', bytes: PEOPLE.length },
      },
    ]);
  });
});

describe('every document', () => {
  test('of the money and of the log comes as a file', async () => {
    const { files, office } = await posting();
    await askedFor(office);
    const { number } = await theRequest(office);

    await office.types('ada', `receipt ${number} json`);
    await office.types('ada', 'audit export');
    await office.handsOver();

    expect(files.shown.map(({ name }) => name)).toEqual([`receipt-${number}.json`, 'audit.jsonl']);
    expect(JSON.parse(files.shown[0]?.text ?? '')).toMatchObject({ format: 'usher-receipt/2' });
    expect(files.shown[1]?.text).toContain('"seq":1');
  });

  test('of a list of people says what became of everybody', async () => {
    const { files, office } = await posting({ seats: 2 });
    const progress = await lookedAt(office);

    await office.presses('ada', progress, 'Export as CSV');
    await office.handsOver();

    expect(files.shown).toMatchObject([{ name: 'invited.csv', to: 'ada' }]);
    expect(files.shown[0]?.text).toContain('line,name,e-mail,seat,outcome,result,charged');
  });
});

describe('a file on its way', () => {
  test('is not shown twice when nobody knows whether it arrived and it did', async () => {
    const { files, office } = await posting();
    files.failNext('hand', { ...LOST, arrives: true });
    await office.types('ada', CSV);

    await office.handsOver();
    office.clock.advance({ minutes: 1 });
    await office.handsOver();

    expect(files.shown).toHaveLength(1);
    expect(await office.handsOver()).toBe(0);
  });

  test('is shown again when it certainly is not there', async () => {
    const { files, office } = await posting();
    files.failNext('hand', LOST);
    await office.types('ada', CSV);

    await office.handsOver();
    office.clock.advance({ minutes: 1 });
    await office.handsOver();

    expect(files.shown).toHaveLength(1);
  });

  test('that nobody can tell of is told as that, and not sent again', async () => {
    const { files, office } = await posting();
    files.failNext('hand', { ...LOST, arrives: true });
    files.says('unknowable');
    await office.types('ada', CSV);

    await office.handsOver();
    office.clock.advance({ minutes: 1 });
    await office.handsOver();

    expect(files.shown).toHaveLength(1);
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain(
      'people.csv may not have reached you',
    );
  });

  test('is laid down again after a worker died with it, because nobody saw it', async () => {
    const { files, office } = await posting();
    files.failNext('layDown', LOST);
    await office.types('ada', CSV);

    await office.handsOver();
    office.clock.advance({ minutes: 1 });
    await office.handsOver();

    expect(files.shown).toHaveLength(1);
  });

  test('that the chat does not permit is told with the way to read it', async () => {
    const { files, office } = await posting();
    files.failNext('layDown', { kind: 'refused', reason: 'missing_scope' });
    await office.types('ada', CSV);

    await office.handsOver();

    const told = (await office.lastNotice(office.ada, 'ada')).view;
    expect(viewText(told)).toContain('people.csv could not be given to you');
    expect(replyText(await office.presses('ada', told, 'Show it as text'))).toMatch(/name\s+Ada Lovelace/u);
  });

  test('that the chat does not take for long is given up in words', async () => {
    const { files, office } = await posting();
    files.failNext('layDown', { kind: 'unavailable', cause: new Error('down') }, 20);
    await office.types('ada', CSV);

    for (let times = 0; times < 12; times += 1) {
      await office.handsOver();
      office.clock.advance({ minutes: 10 });
    }

    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('did not take it for half an hour');
    expect(files.shown).toEqual([]);
  });
});
