import { describe, expect, test } from 'vitest';
import { checkReceipt } from '../../core/receipts/check-receipt.ts';
import { receiptReport } from '../../core/receipts/receipt-report.ts';
import { endRequestsOf } from '../../core/approvals/end-requests-of.ts';
import { VOUCHED } from '../../core/receipts/vouched-list.ts';
import { aSigningKey, publicKeyOf } from '../core/audit/signing-keys.ts';
import { signHead } from '../../core/audit/head-signature.ts';
import { ACME } from '../builders/ids.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { createFakeHeadFile } from '../fakes/fake-head-file.ts';
import { buys } from './billing-office.ts';
import { anOffice, askedFor, type Office } from './office.ts';
import { receiptDocument } from './receipt-document.ts';

const KEYS = [publicKeyOf('ours')];

describe('the receipt of a request', () => {
  test('says what was charged, by which formula, and who agreed to what', async () => {
    const office = await boughtForLinus();

    const text = replyText(await office.types('ada', 'receipt 1'));

    expect(text).toContain('Receipt of request 1: a Sync Only seat for Linus Torvald');
    expect(text).toMatch(/Charged: +EUR 150\.16/u);
    expect(text).toContain('EUR 49.00 × 4 × 19 / 31 days = EUR 120.13');
    expect(text).toMatch(/Grace Hopper agreed on .*I agree that at most EUR 150\.16 is charged/u);
    expect(text).toMatch(/Decision: +approved by Grace Hopper on 13 Mar 2026/u);
  });

  test('is verified by an outsider who has nothing but the public key', async () => {
    const office = await boughtForLinus();

    const checked = checkReceipt(await receiptDocument(office), KEYS);

    expect(receiptReport(checked)).toEqual([
      'The receipt of request 1 holds: EUR 150.16 is charged, at most EUR 150.16 was agreed to.',
      'EUR 49.00 × 1 × 19 / 31 days = EUR 30.03',
      'EUR 49.00 × 4 × 19 / 31 days = EUR 120.13',
      expect.stringMatching(/^Recomputed from \d+ records of the audit log\.$/u),
      VOUCHED,
    ]);
  });

  test('names nobody: it may be handed to whoever pays', async () => {
    const json = await receiptDocument(await boughtForLinus());

    for (const name of ['Linus', 'Torvald', 'linus@', 'Ada', 'Grace', 'acme.example']) expect(json).not.toContain(name);
  });

  test('tells of nothing but its request, whatever else was recorded meanwhile', async () => {
    const office = await signedOffice();
    const { card } = await askedFor(office);
    await office.member('joan', 'Joan Clarke');
    await office.types('ada', 'role joan@acme.example admin');
    await buys(office, 6);
    await office.presses('grace', card, /^Approve EUR/u);
    await office.checksSeats();

    const checked = checkReceipt(await receiptDocument(office), KEYS);

    if (!checked.ok) throw new Error(checked.error.kind);
    const { request, quote, lines, records } = checked.value;
    const own = new Set<string>([request.id, quote.id, ...lines.map(({ id }) => id)]);
    expect(records.map(({ subject }) => subject.id).filter((id) => !own.has(id))).toEqual([]);
    expect(records.map(({ seq }) => seq)).not.toEqual(records.map((_, place) => (records[0]?.seq ?? 0) + place));
  });

  test('says by whom it is vouched for, and how Usher itself is held to it', async () => {
    const text = replyText(await (await boughtForLinus()).types('ada', 'receipt 1'));

    expect(text).toContain('Usher’s key vouches that these are all records of the audit log about this request');
    expect(text).toContain('--receipt receipt.json');
  });

  test('that nobody signed proves nothing to an outsider', async () => {
    const office = await anOffice();
    await askedFor(office);

    const checked = checkReceipt(await receiptDocument(office), KEYS);

    expect(receiptReport(checked)).toEqual([
      'The receipt does not hold: nobody signed it, so anybody could have written it.',
    ]);
  });

  test('of an earlier form is told from one that was tampered with', async () => {
    const json = await receiptDocument(await boughtForLinus());

    const checked = checkReceipt(json.replace('usher-receipt/2', 'usher-receipt/1'), KEYS);

    expect(receiptReport(checked)[0]).toContain('The same command gives it in the form of today.');
  });

  test('of a request that ended with its seat holds', async () => {
    const office = await signedOffice();
    await askedFor(office);
    const [seat] = await office.inAccount(({ seats }) => seats.list());
    if (seat === undefined) throw new Error('There is no seat');
    await office.inAccount((stores) => endRequestsOf(office.deps, stores, seat.id));

    const checked = checkReceipt(await receiptDocument(office), KEYS);

    expect(checked).toMatchObject({ ok: true, value: { request: { state: 'expired' } } });
  });

  test('of a request that waits says that nothing is charged, and holds as well', async () => {
    const office = await signedOffice();
    await askedFor(office);

    const text = replyText(await office.types('ada', 'receipt 1'));

    expect(text).toContain('Nothing is charged.');
    expect(checkReceipt(await receiptDocument(office), KEYS)).toMatchObject({ ok: true });
  });

  test('of a reduced bill holds: less is charged on a later day than was agreed to', async () => {
    const office = await signedOffice();
    const { card } = await askedFor(office);
    office.clock.advance({ hours: 24 * 6 });
    await office.presses('grace', card, /^Approve EUR/u);
    await office.checksSeats();

    const checked = checkReceipt(await receiptDocument(office), KEYS);

    expect(receiptReport(checked)[0]).toContain('EUR 102.74 is charged, at most EUR 150.16 was agreed to');
  });

  test('is for those who asked, who approve and who administrate, and a guessed number tells others nothing', async () => {
    const office = await boughtForLinus();
    await office.member('joan', 'Joan Clarke');

    expect(replyText(await office.types('joan', 'receipt 1'))).not.toContain('EUR');
    expect(replyText(await office.types('grace', 'receipt 1'))).toContain('EUR 150.16');
  });

  test('is refused when the audit log does not hold: it would lend its signature', async () => {
    const heads = { keys: [aSigningKey('ours')], file: createFakeHeadFile() };
    const office = await anOffice({ heads });
    await askedFor(office);
    const sealed = { accountId: ACME, seq: 2, hash: 'f'.repeat(64), at: office.clock.now() };
    await heads.file.append(ACME, signHead(aSigningKey('ours'), sealed));

    expect(replyText(await office.types('ada', 'receipt 1 json'))).toContain('The audit log is broken at record 2');
  });

  test('is refused when what was sealed before the request is not there any more', async () => {
    const heads = { keys: [aSigningKey('ours')], file: createFakeHeadFile() };
    const office = await anOffice({ heads });
    await office.types('ada', 'policy auto-below amount:100.00');
    await askedFor(office);
    const gone = { accountId: ACME, seq: 1, hash: 'f'.repeat(64), at: office.clock.now() };
    await heads.file.append(ACME, signHead(aSigningKey('stranger'), gone));
    const unmoved = replyText(await office.types('ada', 'receipt 1'));
    await heads.file.append(ACME, signHead(aSigningKey('ours'), gone));

    expect(unmoved).toContain('Receipt of request 1');
    expect(replyText(await office.types('ada', 'receipt 1'))).toContain('The audit log is broken at record 1');
  });

  test('in parts is one document, and begins again where something was recorded between two of them', async () => {
    const office = await signedOffice();
    const { card } = await askedFor(office);
    await office.presses('grace', card, /^Approve EUR/u);
    const first = await office.types('ada', 'receipt 1 json');
    if (first.kind !== 'private') throw new Error(first.kind);
    office.clock.advance({ hours: 1 });
    const second = await office.presses('ada', first.view, 'Next part');
    await office.checksSeats();
    const again = await office.presses('ada', first.view, 'Next part');

    expect(replyText(second)).toMatch(/part 2 of \d/u);
    expect(replyText(again)).toMatch(/part 1 of \d/u);
    expect(replyText(again)).toContain('Something was recorded about this request meanwhile');
  });

  test('can be asked for by the id of a charge', async () => {
    const office = await boughtForLinus();
    const [line] = await office.inAccount(({ charges }) => charges.list());

    expect(replyText(await office.types('ada', `receipt ${line?.id}`))).toContain('Receipt of request 1');
  });
});

test('how a charge is calculated is one click from the receipt', async () => {
  const office = await boughtForLinus();
  const receipt = await office.types('grace', 'receipt 1');
  if (receipt.kind !== 'private') throw new Error(receipt.kind);

  const text = replyText(await office.presses('grace', receipt.view, 'How this is calculated'));

  expect(text).toContain('rounded once, half away from zero');
  expect(text).toContain('EUR 49.00 per month');
});

test('an account that counts seconds is told that its days are those of UTC', async () => {
  const office = await anOffice();
  const inDays = replyText(await office.types('ada', 'charges'));
  await office.setsTerms({ mode: 'second' });

  expect(inDays).toContain('days, Europe/Berlin');
  expect(replyText(await office.types('ada', 'charges'))).toContain('seconds, UTC');
});

async function signedOffice(): Promise<Office> {
  return await anOffice({ heads: { keys: [aSigningKey('ours')], file: createFakeHeadFile() } });
}

async function boughtForLinus(): Promise<Office> {
  const office = await signedOffice();
  const { card } = await askedFor(office);
  await office.presses('grace', card, /^Approve EUR/u);
  await office.checksSeats();
  return office;
}
