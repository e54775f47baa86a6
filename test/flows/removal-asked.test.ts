import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { aRemovalOffice, asksFor, cardOf, LINUS, theRemoval, toldOf } from './removal-office.ts';
import { viewText } from './world.ts';

describe('asking for a removal', () => {
  test('opens a form with the four fields, and support alone must give a ticket', async () => {
    const office = await aRemovalOffice();

    const forms = await Promise.all([office.types('ada', '/seat remove'), office.types('sam', '/seat remove Linus')]);

    expect(
      forms.map((reply) =>
        reply.kind === 'form' ? reply.form.inputs.map(({ name, required }) => [name, required]) : [],
      ),
    ).toEqual([
      [
        ['fullName', true],
        ['addresses', true],
        ['reason', true],
        ['ticket', false],
      ],
      [
        ['fullName', true],
        ['addresses', true],
        ['reason', true],
        ['ticket', true],
      ],
    ]);
    expect(await asksFor(office, 'sam', { ticket: '' })).toMatchObject({
      kind: 'fields',
      errors: { ticket: 'Support needs a ticket for a removal.' },
    });
  });

  test('by an administrator goes straight to everybody in support', async () => {
    const office = await aRemovalOffice();

    const asked = await asksFor(office, 'ada');

    expect(replyText(asked)).toContain('Removal 1: Linus Torvald was asked for');
    expect(await theRemoval(office)).toMatchObject({ state: 'submitted', endorsement: { by: office.ada.id } });
    expect(await toldOf(office, 'support')).toEqual(['Sam Spade', 'Sue Grafton']);
    expect(await toldOf(office, 'endorsement')).toEqual([]);
    expect(viewText(await cardOf(office, 'support'))).toMatch(
      /linus@acme\.example, linus@home\.example[\s\S]*Asked: +13 Mar 2026, 09:00 UTC by Ada Lovelace; due by 12 Apr 2026/u,
    );
  });

  test('goes to the channel for support where there is one', async () => {
    const office = await aRemovalOffice();
    await office.inAccount(({ channels }) =>
      channels.set({
        purpose: 'support',
        surface: 'chat',
        workspace: 'acme',
        channel: 'help-desk',
        label: 'Help desk',
      }),
    );

    await asksFor(office, 'ada');

    expect(await toldOf(office, 'support')).toEqual(['help-desk']);
  });

  test.each([
    [{ fullName: 'Linus Torvalds' }, 'fullName', /not the full name/u],
    [{ addresses: 'linus@acme.example' }, 'addresses', /^Missing: linus@home\.example\. Write every address/u],
    [
      { addresses: `${LINUS.addresses}\nlinus@else.example` },
      'addresses',
      /^Not theirs: linus@else\.example\. Write every address/u,
    ],
    [{ addresses: 'linus at acme' }, 'addresses', /no e-mail address/u],
  ] as const)('with %o is refused on the field, and nothing is stored', async (answers, field, sentence) => {
    const office = await aRemovalOffice();

    const refused = await asksFor(office, 'ada', answers);

    expect(refused).toMatchObject({ kind: 'fields', errors: { [field]: expect.stringMatching(sentence) } });
    expect(await office.inAccount(({ removals }) => removals.list())).toEqual([]);
  });

  test('does not tell a missing private address to somebody who may not see the person', async () => {
    const office = await aRemovalOffice();

    const refused = replyText(await asksFor(office, 'eve', { addresses: 'linus@acme.example' }));

    expect(refused).toContain('Missing: l…@home.example.');
    expect(refused).not.toContain('linus@home.example');
  });

  test('when nobody would get it is refused, with who can mend that', async () => {
    const office = await aRemovalOffice();
    await office.inAccount(async ({ members }) => {
      for (const one of [office.sam, office.sue]) await members.replace(one, { ...one, grants: [], version: 2 });
    });

    const refused = replyText(await asksFor(office, 'ada'));

    expect(refused).toContain('No removal was asked for');
    expect(refused).toContain('channels support here');
  });

  test('for somebody with a role that nobody else has is refused', async () => {
    const office = await aRemovalOffice();
    await office.inAccount(async ({ members }) => {
      await members.replace(office.linus, { ...office.linus, role: 'enterprise-admin', version: 2 });
    });

    expect(replyText(await asksFor(office, 'ada'))).toContain('Nobody else has this role');
  });
});

describe('a request of somebody who does not manage users', () => {
  test('waits for those who do, and the first of them sends it on', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'eve');
    expect(await toldOf(office, 'endorsement')).toEqual(['Ada Lovelace', 'Grace Hopper']);
    expect(await toldOf(office, 'support')).toEqual([]);
    const card = await cardOf(office, 'endorsement');

    const first = await office.presses('grace', card, 'Endorse');
    const second = await office.presses('ada', card, 'Endorse');

    expect(replyText(first)).toContain('is endorsed and with support now');
    expect(replyText(second)).toContain('waits for support, so this cannot be done now');
    expect(await theRemoval(office)).toMatchObject({ state: 'submitted', endorsement: { by: office.grace.id } });
    expect(await toldOf(office, 'support')).toEqual(['Sam Spade', 'Sue Grafton']);
    expect(viewText(await cardOf(office, 'asker'))).toContain('It is with support.');
  });

  test('is not endorsed by a stranger who presses the button', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'eve');

    const refused = await office.presses('sam', await cardOf(office, 'endorsement'), 'Endorse');

    expect(replyText(refused)).toContain('It can be done by an Admin');
    expect((await theRemoval(office)).state).toBe('awaiting-endorsement');
  });

  test('about somebody above every administrator here is refused at once', async () => {
    const office = await aRemovalOffice();
    await office.member('eda', 'Eda Above', { role: 'enterprise-admin' });
    await office.inAccount(async ({ members }) => {
      await members.replace(office.linus, { ...office.linus, role: 'enterprise-admin', version: 2 });
    });
    await asksFor(office, 'eve');

    const refused = await office.presses('ada', await cardOf(office, 'endorsement'), 'Endorse');

    expect(await toldOf(office, 'endorsement')).toEqual(['somebody else']);
    expect(replyText(refused)).toContain('role is above yours');
  });
});

describe('the same person asked for twice', () => {
  test('is one request, and everybody who asked is told how it goes on', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'eve');

    const joined = await asksFor(office, 'ada');

    expect(replyText(joined)).toContain('asked for already; you are added to it');
    expect(await office.inAccount(({ removals }) => removals.list())).toHaveLength(1);
    expect(await theRemoval(office)).toMatchObject({ state: 'submitted', endorsement: { by: office.ada.id } });
    expect(await toldOf(office, 'asker')).toEqual(['Ada Lovelace', 'Eve Online']);
    expect(replyText(await asksFor(office, 'ada'))).toContain('You asked for this already; it is removal 1');
  });

  test('stays open for the others when one of them withdraws', async () => {
    const office = await aRemovalOffice();
    await asksFor(office, 'eve');
    await asksFor(office, 'ada');

    const withdrawn = await office.presses('ada', await cardOf(office, 'asker'), 'Withdraw');

    expect(replyText(withdrawn)).toContain('stays open for the others');
    expect(await theRemoval(office)).toMatchObject({ state: 'awaiting-endorsement', endorsement: undefined });
  });
});
