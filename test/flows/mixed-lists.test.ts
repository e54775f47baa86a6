import { describe, expect, test } from 'vitest';
import type { ApprovalPolicy } from '../../core/approvals/approval-policy.ts';
import type { Member } from '../../core/people/member.ts';
import { checkReceipt } from '../../core/receipts/check-receipt.ts';
import { receiptReport } from '../../core/receipts/receipt-report.ts';
import type { SeatType } from '../../core/seats/seat-type.ts';
import { aPolicy } from '../builders/approvals.ts';
import { eur } from '../fixtures/view-parts.ts';
import { createFakeHeadFile } from '../fakes/fake-head-file.ts';
import { aSigningKey, publicKeyOf } from '../core/audit/signing-keys.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { approved, lookedAt, previewed, progressOf } from './list-office.ts';
import { anOffice, charged, lastCard, theRequest, type Office } from './office.ts';
import { receiptDocument } from './receipt-document.ts';
import { viewText } from './world.ts';

/** Three Sync Only and two Full Access, in no order. */
const MIXED = [
  'Full name,E-mail,Seat type',
  'Linus Torvald,linus@acme.example,sync only',
  'Mary Jackson,mary@acme.example,Full Access',
  'Dorothy Vaughan,dorothy@acme.example,',
  'Katherine Johnson,katherine@acme.example,full',
  'Annie Easley,annie@acme.example,sync-only',
].join('\n');

describe('a list of several seat types', () => {
  test('says of each type how many are wanted, free and to be bought', async () => {
    const office = await anOffice({ seats: 1 });
    await own(office, 'full-access', 2);

    const text = viewText(await previewed(office, MIXED));

    expect(text).toContain('5 people: 5 can be invited, 0 cannot');
    expect(text).toMatch(
      /Sync Only seats: +for 3 people\. 1 is free, used first, and costs nothing\. At most 2 seats have to be bought\./u,
    );
    expect(text).toMatch(
      /Full Access seats: +for 2 people\. 2 are free, used first, and cost nothing\. Nothing has to be bought\./u,
    );
    expect(text).toMatch(/Mary Jackson +mary@acme\.example +Full Access +can be invited/u);
  });

  test('has one price with a formula for each type, one approval, and charges each person at their own', async () => {
    const office = await anOffice({ seats: 1 });
    await own(office, 'full-access', 1);
    await lookedAt(office, MIXED);
    const price = viewText((await office.lastNotice(office.ada, 'ada')).view);

    await approved(office);
    const card = await theRequest(office);
    await office.worksOnLists();
    await office.checksSeats();
    await office.worksOnLists();

    expect(price).toContain('Sync Only: EUR 49.00 × 2 × 19 / 31 days = EUR 60.06');
    expect(price).toContain('Full Access: EUR 99.00 × 1 × 19 / 31 days = EUR 60.68');
    expect(price).toMatch(/Most that can be charged: +EUR 120\.74/u);
    expect(price).toMatch(/Seats: +Sync Only 1 now, 3 after; Full Access 1 now, 2 after/u);
    expect(card.subject).toMatchObject({
      people: [
        { fullName: 'Dorothy Vaughan', seatType: 'sync-only' },
        { fullName: 'Katherine Johnson', seatType: 'full-access' },
        { fullName: 'Annie Easley', seatType: 'sync-only' },
      ],
    });
    expect(await charged(office)).toEqual(['accrued 1 EUR 30.03', 'accrued 1 EUR 30.03', 'accrued 1 EUR 60.68']);
    expect(await owned(office)).toEqual(['sync-only 3 of 3', 'full-access 2 of 2']);
    expect(await progressOf(office)).toContain('done');
  });

  test('raises the first purchase of the type that has a minimum', async () => {
    const office = await anOffice();
    await lookedAt(office, MIXED);

    await approved(office);

    expect(await owned(office)).toEqual(['sync-only 3 of 5', 'full-access 2 of 2']);
    expect(await charged(office)).toEqual(['accrued 2 EUR 60.06', ...Array.from({ length: 5 }, () => 'waiting 1')]);
  });

  test('gives the free seats of one type although the other has none, however many wait before', async () => {
    const office = await anOffice({ seats: 1 });
    const many = Array.from({ length: 21 }, (_, index) => `Full Person,full${index}@acme.example,full access`);
    const last = 'Linus Torvald,linus@acme.example,sync only';

    await lookedAt(office, ['Full name,E-mail,Seat type', ...many, last].join('\n'));

    expect(await owned(office)).toContain('sync-only 1 of 1');
  });

  test('is approved by the people of both policies', async () => {
    const office = await anOffice({ seats: 1 });
    await decidedBy(office, 'sync-only', office.grace);
    await decidedBy(office, 'full-access', office.barbara);
    await lookedAt(office, MIXED);

    await approved(office);
    const half = (await theRequest(office)).state;
    await office.presses('barbara', await lastCard(office, 'barbara'), /^Approve EUR/u);

    expect(half).toBe('pending');
    expect((await theRequest(office)).state).toBe('approved');
  });

  test('that an approver puts on one type is priced for that, and agreed to again', async () => {
    const office = await anOffice({ seats: 1 });
    const card = await askedForAll(office);

    const form = await office.presses('grace', card, 'Change');
    const changed = await office.submits('grace', form, { seatType: 'sync-only', without: '' });
    await agreeAgain(office);
    await office.presses('grace', await lastCard(office, 'grace'), /^Approve EUR/u);

    expect(form.kind === 'form' && form.form.inputs.find(({ name }) => name === 'seatType')).toMatchObject({
      label: 'Seat type for everybody',
      required: false,
    });
    expect(replyText(changed)).toContain('Request 1 asks for Sync Only seats for 4 people now');
    expect(await owned(office)).toEqual(['sync-only 5 of 5', 'full-access 0 of 0']);
  });

  test('keeps the type of those who stay when an approver leaves somebody out', async () => {
    const office = await anOffice({ seats: 1 });
    const card = await askedForAll(office);

    const form = await office.presses('grace', card, 'Change');
    const left = { without: 'mary@acme.example', reason: 'Has another one' };
    const changed = await office.submits('grace', form, left);
    await agreeAgain(office);
    await office.presses('grace', await lastCard(office, 'grace'), /^Approve EUR/u);

    expect(replyText(changed)).toContain('seats for 3 people, 2 Sync Only and 1 Full Access now');
    expect(await owned(office)).toEqual(['sync-only 3 of 3', 'full-access 1 of 1']);
  });

  test('asks again when a free seat of one type was taken before the approval', async () => {
    const office = await anOffice({ seats: 1 });
    await own(office, 'full-access', 1);
    await setPolicy(office, { seatType: 'full-access', mode: { kind: 'manual' } });
    const card = await askedForAll(office);
    await take(office, 'full-access');

    const reply = await office.presses('grace', card, /^Approve EUR/u);

    expect(replyText(reply)).toContain('It would now be at most EUR 181.41. Every agreement so far is void');
    expect(await charged(office)).toEqual([]);
  });

  test('is billed and renewed each type at its own price', async () => {
    const office = await anOffice();
    await lookedAt(office, MIXED);
    await approved(office);
    await office.worksOnLists();
    await office.checksSeats();

    office.clock.advance({ hours: 24 * 20 });
    await office.closesPeriod();
    office.clock.advance({ hours: 24 * 31 });
    await office.closesPeriod();

    const [first, second] = await office.inAccount(({ statements }) => statements.list());
    expect(first?.dueNow).toEqual(eur(3n * 30_03n + 60_06n + 60_68n + 60_67n));
    expect(second?.entries).toMatchObject([
      { kind: 'held', seatType: 'sync-only', quantity: 5, amount: eur(5n * 49_00n) },
      { kind: 'held', seatType: 'full-access', quantity: 2, amount: eur(2n * 99_00n) },
    ]);
  });

  test('has a receipt that an outsider verifies with the public key alone', async () => {
    const office = await aSigningOffice();
    await lookedAt(office, MIXED);
    await approved(office);
    await office.worksOnLists();
    await office.checksSeats();

    const checked = checkReceipt(await receiptDocument(office), [publicKeyOf('ours')]);

    expect(receiptReport(checked)).toEqual([
      'The receipt of request 1 holds: EUR 181.41 is charged, at most EUR 181.41 was agreed to.',
      'EUR 49.00 × 1 × 19 / 31 days = EUR 30.03',
      'EUR 49.00 × 1 × 19 / 31 days = EUR 30.03',
      'EUR 99.00 × 1 × 19 / 31 days = EUR 60.68',
      'EUR 99.00 × 1 × 19 / 31 days = EUR 60.68, at most EUR 60.67 as acknowledged',
      expect.stringMatching(/^Recomputed from \d+ records of the audit log\.$/u),
      expect.stringContaining('vouches that these are all records'),
    ]);
  });

  test('whose receipt bills one type at the price of the other is refused', async () => {
    const office = await aSigningOffice();
    await lookedAt(office, MIXED);
    await approved(office);
    const document = await receiptDocument(office);

    const forged = document.replace(/"seatType":"full-access","starts"/u, '"seatType":"sync-only","starts"');

    expect(forged).not.toBe(document);
    expect(checkReceipt(forged, [publicKeyOf('ours')])).toMatchObject({
      error: { kind: 'wrong-sum', what: 'the price of line 2 of the quote' },
    });
  });
});

async function aSigningOffice(): Promise<Office> {
  return await anOffice({ seats: 1, heads: { keys: [aSigningKey('ours')], file: createFakeHeadFile() } });
}

async function own({ inAccount }: Office, seatType: SeatType, purchased: number): Promise<void> {
  await inAccount(async ({ entitlements }) => {
    const held = await entitlements.lock(seatType);
    await entitlements.replace(held, { ...held, purchased, version: held.version + 1 });
  });
}

async function take({ inAccount }: Office, seatType: SeatType): Promise<void> {
  await inAccount(async ({ entitlements }) => {
    const held = await entitlements.lock(seatType);
    await entitlements.replace(held, { ...held, used: held.used + 1, version: held.version + 1 });
  });
}

async function setPolicy({ inAccount, ada, clock }: Office, policy: Partial<ApprovalPolicy>): Promise<void> {
  await inAccount(({ policies }) => policies.add(aPolicy({ accountId: ada.accountId, setAt: clock.now(), ...policy })));
}

async function decidedBy(office: Office, seatType: SeatType, { id }: Member): Promise<void> {
  const when = { from: undefined, below: undefined, team: undefined };
  const steps = [{ needed: 1, people: { kind: 'members', members: [id] } }] as const;
  await setPolicy(office, { seatType, rules: [{ when, steps }] });
}

async function owned({ inAccount }: Office): Promise<readonly string[]> {
  const all = await inAccount(({ entitlements }) => entitlements.list());
  return (['sync-only', 'full-access'] as const).map((seatType) => {
    const { used = 0, purchased = 0 } = all.find((one) => one.seatType === seatType) ?? {};
    return `${seatType} ${used} of ${purchased}`;
  });
}

/** Up to the card in the approvers’ hands. */
async function askedForAll(office: Office) {
  await lookedAt(office, MIXED);
  const price = await office.lastNotice(office.ada, 'ada');
  await office.submits('ada', await office.presses('ada', price.view, /^Review/u), { agreed: true });
  return await lastCard(office, 'grace');
}

async function agreeAgain(office: Office): Promise<void> {
  const asked = await office.lastNotice(office.ada, 'ada');
  await office.submits('ada', await office.presses('ada', asked.view, /^Review/u), { agreed: true });
}
