import { describe, expect, test } from 'vitest';
import { exportReport } from '../../core/audit/export-report.ts';
import { signHead } from '../../core/audit/head-signature.ts';
import { verifyExport } from '../../core/audit/verify-export.ts';
import { writeExport } from '../../core/audit/write-export.ts';
import { startOfChain } from '../../core/audit/audit-record.ts';
import { ACME } from '../builders/ids.ts';
import { aSigningKey, publicKeyOf } from '../core/audit/signing-keys.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { createFakeChatDocuments } from '../fakes/fake-chat-documents.ts';
import { createFakeHeadFile } from '../fakes/fake-head-file.ts';
import { anOffice, type Office } from './office.ts';
import { recorded } from './recorded.ts';
import { CONSOLE, viewText } from './world.ts';

describe('an export of the log that somebody asks for in a chat', () => {
  test('comes as a file that verifies, however many pages it has', async () => {
    const { office, files } = await posting();
    await recorded(office, 1203);

    const said = replyText(await office.types('ada', 'audit export'));
    await office.handsOver();

    expect(said).toContain('audit.jsonl comes in a direct message');
    expect(checked(files.shown[0]?.text)[0]).toBe(
      'The audit log is unbroken: 1,203 records, held against 1 anchored head.',
    );
    const last = (await office.inAccount(({ audit }) => audit.from(1204, 1)))[0];
    expect(last).toMatchObject({ kind: 'document.handed-over', facts: { records: 1203, first: 1 } });
  });

  test('reads nothing of the log while they wait for the answer', async () => {
    const { office } = await posting();
    await recorded(office, 3);
    const reading = office.deps.heads.file.read;
    Object.assign(office.deps.heads.file, { read: () => Promise.reject(new Error('Read on the chat path')) });

    const said = replyText(await office.types('ada', 'audit export'));
    Object.assign(office.deps.heads.file, { read: reading });

    expect(said).toContain('audit.jsonl comes in a direct message');
  });

  test('can be of some months or days, which verify by themselves and meet each other', async () => {
    const { office, files } = await posting();
    await recorded(office, 3);
    office.clock.advance({ hours: 24 * 30 });
    await recorded(office, 4);

    await office.types('ada', 'audit export from:2026-03 to:2026-03');
    await office.types('ada', 'audit export from:2026-04-01');
    await office.handsOver();

    const [march, april] = files.shown.map(({ text }) => checked(text));
    expect(march?.[0]).toBe('The audit log is unbroken: 3 records, held against 1 anchored head.');
    expect(march).toContain('It is a part of the log: records 1 to 3.');
    expect(april).toContainEqual(expect.stringMatching(/^It is a part of the log: records 4 to \d+\.$/u));
  });

  test('of a time in which nothing was recorded is no file, and they are told', async () => {
    const { office, files } = await posting();
    await recorded(office, 3);

    await office.types('ada', 'audit export to:2025-12');
    await office.handsOver();

    expect(files.shown).toEqual([]);
    expect(await toldTo(office)).toContain('Nothing was recorded in this time');
  });

  test('of a log that does not hold is not handed over: it would be signed', async () => {
    const { office, files } = await posting();
    await recorded(office, 3);
    await sealedElsewhere(office, 2);

    await office.types('ada', 'audit export');
    await office.handsOver();

    expect(files.shown).toEqual([]);
    expect(await toldTo(office)).toContain('The audit log is broken at record 2');
  });

  test('of a log whose end was cut off is not handed over, though all that is left holds', async () => {
    const { office, files } = await posting();
    await recorded(office, 3);
    await sealedElsewhere(office, 50);

    await office.types('ada', 'audit export');
    await office.handsOver();

    expect(files.shown).toEqual([]);
    expect(await toldTo(office)).toContain('The audit log is broken at record 4');
  });

  test.each([
    ['before', 'from:2026-04-01', 3],
    ['behind', 'to:2026-03', 5],
  ])('of a part is not handed over where what was sealed %s it is another record now', async (_, part, seq) => {
    const { office, files } = await posting();
    await recorded(office, 3);
    office.clock.advance({ hours: 24 * 30 });
    await recorded(office, 4);
    await sealedElsewhere(office, seq);

    await office.types('ada', `audit export ${part}`);
    await office.handsOver();

    expect(files.shown).toEqual([]);
    expect(await toldTo(office)).toContain(`The audit log is broken at record ${seq}`);
  });

  test('is in the log also where the chat could not be reached at first', async () => {
    const { office, files } = await posting();
    await recorded(office, 3);
    files.failNext('layDown', { kind: 'unavailable', cause: new Error('down') });

    await office.types('ada', 'audit export');
    await office.handsOver();
    office.clock.advance({ hours: 1 });
    await office.handsOver();

    expect(files.shown).toHaveLength(1);
    expect(await office.inAccount(({ audit }) => audit.from(4, 10))).toMatchObject([
      { kind: 'document.handed-over', facts: { records: 3 } },
    ]);
  });

  test('that would end before it begins is refused at once', async () => {
    const { office, files } = await posting();
    await recorded(office, 3);

    const said = replyText(await office.types('ada', 'audit export from:2026-03 to:2026-02'));
    await office.handsOver();

    expect(said).toContain('to is before from');
    expect(files.shown).toEqual([]);
    expect(replyText(await office.types('ada', 'audit export from:2026-03-13 to:2026-03'))).toContain('comes in');
  });

  test('of no month of the calendar is refused with what to write', async () => {
    const { office } = await posting();

    expect(replyText(await office.types('ada', 'audit export from:2026-13'))).toContain('Write it like 2026-01');
  });
});

describe('a log that is larger than a file may be', () => {
  test('is not written, and no more of it is read than what is too much', async () => {
    const { office } = await posting();
    await recorded(office, 2000);
    let pages = 0;

    const written = await writeExport(
      office.deps,
      (read) => {
        pages += 1;
        return office.inAccount(read);
      },
      { accountId: ACME, part: { after: startOfChain(ACME), until: 2000, isWhole: true }, mostBytes: 10_000 },
    );

    expect(written).toEqual({ ok: false, error: { kind: 'too-large' } });
    expect(pages).toBe(1);
  });
});

test('at the console the log is written to the disk', async () => {
  const { office } = await posting();
  await office.member(CONSOLE, 'At the Console', { role: 'admin' });
  await recorded(office, 3);

  const said = replyText(await office.types(CONSOLE, 'audit export file:audit.jsonl'));

  expect(said).toContain('Written to audit.jsonl');
  expect(checked(new TextDecoder().decode(office.files.get('audit.jsonl')))[0]).toContain('unbroken: 3 records');
});

test('at the console a log that does not hold is not written', async () => {
  const { office } = await posting();
  await office.member(CONSOLE, 'At the Console', { role: 'admin' });
  await recorded(office, 3);
  const sealed = { accountId: ACME, seq: 2, hash: 'f'.repeat(64), at: office.clock.now() };
  await office.deps.heads.file.append(ACME, signHead(aSigningKey('ours'), sealed));

  const said = replyText(await office.types(CONSOLE, 'audit export file:audit.jsonl'));

  expect(said).toContain('The audit log is broken at record 2');
  expect(office.files.size).toBe(0);
});

async function posting() {
  const files = createFakeChatDocuments('posted');
  const heads = { keys: [aSigningKey('ours')], file: createFakeHeadFile() };
  return { files, office: await anOffice({ documents: files.chat, heads }) };
}

/** Our key sealed another record in this place once: the log was written over or cut off since. */
async function sealedElsewhere({ clock, deps }: Office, seq: number): Promise<void> {
  const sealed = { accountId: ACME, seq, hash: 'f'.repeat(64), at: clock.now() };
  await deps.heads.file.append(ACME, signHead(aSigningKey('ours'), sealed));
}

function checked(exported = ''): readonly string[] {
  return exportReport(verifyExport({ exported, keys: [publicKeyOf('ours')], heads: undefined, posted: [] }));
}

async function toldTo(office: Office): Promise<string> {
  return viewText((await office.lastNotice(office.ada, 'ada')).view);
}
