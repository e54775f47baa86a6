import { describe, expect, test } from 'vitest';
import type { Ask } from '../../../core/commands/inbound.ts';
import type { SealedReply } from '../../../core/commands/reply.ts';
import { HOSTILE } from '../../fixtures/hostile-text.ts';
import { INVITE_FORM } from '../../fixtures/replies.ts';
import { actionId, aView, runAction } from '../../fixtures/view-parts.ts';
import { VIEWS } from '../../fixtures/views.ts';
import { aConsole, OPERATOR } from './fake-front-door.ts';

const say = (view = VIEWS.good): SealedReply => ({ kind: 'private', view });
const CARD = say(VIEWS.actions);
const FORM: SealedReply = { kind: 'form', form: INVITE_FORM };

describe('a typed line', () => {
  test('goes through the front door as it was typed', async () => {
    const { session, inbounds } = aConsole(() => say());

    const outcome = await session.line(' seat show "Ada Lovelace" ');

    expect(outcome).toBe('answered');
    expect(inbounds).toEqual([
      {
        deliveryKey: '00'.repeat(16),
        from: OPERATOR,
        at: { surface: 'console', workspace: 'local', address: 'operator', isPrivate: true },
        ask: { kind: 'typed', text: 'seat show "Ada Lovelace"' },
        canOpenForm: true,
      },
    ]);
  });

  test('is answered between the two marks', async () => {
    const { session, steps } = aConsole(() => say());

    await session.line('list');

    expect(steps).toEqual(['handled', 'sending', 'written', 'sent']);
  });

  test('prints plain text and numbers the buttons', async () => {
    const { session, printed } = aConsole(() => CARD);

    await session.line('requests waiting');

    expect(printed()).toBe(
      [
        'Approve a seat for Ada Lovelace',
        '',
        '[1] Approve EUR 90.10',
        '[2] Reject',
        '[3] Ask for details',
        '[4] Open the guide (https://docs.usher.example/seats?a=1&b=2)',
        '',
        '',
      ].join('\n'),
    );
  });

  test('that is empty asks for nothing', async () => {
    const { session, inbounds } = aConsole(() => say());

    await session.line('   ');

    expect(inbounds).toEqual([]);
  });

  test.each(Object.entries(HOSTILE))('never sends hostile text raw to the terminal: %s', async (_name, hostile) => {
    const form = {
      ...INVITE_FORM,
      inputs: INVITE_FORM.inputs.map((input) => ({ ...input, label: hostile, initial: hostile })),
    };
    const { session, printed } = aConsole(({ kind }) =>
      kind === 'typed' ? { kind: 'form', form } : { kind: 'invalid', errors: { name: hostile, elsewhere: hostile } },
    );

    for (const line of ['invite', 'Ada', '', '', '1', '', 'yes', 'no']) await session.line(line);

    expect(printed()).not.toMatch(/(?!\u200D)[^\P{C}\n]/u);
  });

  test('of an unbound console says how to begin', async () => {
    const { session, printed } = aConsole(() => ({ kind: 'unknown-workspace' }));

    expect(await session.line('list')).toBe('refused');
    expect(printed()).toContain('account create');
  });
});

describe('a number', () => {
  test('presses that button of the last answer', async () => {
    const { session, inbounds } = aConsole(() => CARD);
    await session.line('requests');

    await session.line('2');

    expect(inbounds[1]?.ask).toEqual({ kind: 'press', action: actionId(2), answers: {} });
  });

  test('of a link prints where it leads', async () => {
    const { session, inbounds, printed } = aConsole(() => CARD);
    await session.line('requests');
    printed();

    await session.line('4');

    expect(printed()).toContain('https://docs.usher.example/seats?a=1&b=2');
    expect(inbounds).toHaveLength(1);
  });

  test('that no button has presses nothing', async () => {
    const { session, inbounds } = aConsole(() => say());
    await session.line('list');

    expect(await session.line('1')).toBe('refused');
    expect(inbounds).toHaveLength(1);
  });

  test('keeps its meaning when a notice arrives', async () => {
    const { session, inbounds, printed } = aConsole(() => CARD);
    await session.line('requests');
    session.notice(aView({ actions: [runAction('Delete', 66, 'danger')] }));
    session.notice(aView({ actions: [runAction('Retry', 77)] }));

    await session.line('1');
    await session.line('n1');
    await session.line('n2');

    expect(printed()).toContain('[n1] Delete');
    expect(inbounds.slice(1).map(({ ask }) => ask.kind === 'press' && ask.action)).toEqual([1, 66, 77].map(actionId));
  });
});

describe('a form', () => {
  test('is asked field by field and sent when the last one is answered', async () => {
    const { session, inbounds, printed } = aConsole(asForm(say()));
    expect(await session.line('invite')).toBe('asking');

    for (const line of ['Ada Lovelace', '', '', '1', 'south', 'yes']) expect(await session.line(line)).toBe('asking');
    expect(await session.line('no')).toBe('answered');

    expect(inbounds[1]?.ask).toEqual({
      kind: 'submit',
      action: actionId(900),
      answers: {
        name: 'Ada Lovelace',
        address: 'ada@example.com',
        privacy: 'all',
        team: 'south',
        acknowledged: true,
        notify: false,
      },
    });
    expect(printed()).toContain('Press Enter for: ada@example.com');
  });

  test.each([
    ['a needed field left empty', [], '', 'This is needed.'],
    ['a text that is too long', [], 'x'.repeat(101), 'At most 100 characters fit here, and this has 101.'],
    ['a choice that is none', ['Ada', '', ''], '7', 'Type a number from 1 to 2.'],
    ['an acknowledgement withheld', ['Ada', '', '', '', ''], 'no', 'This needs a yes.'],
    ['neither yes nor no', ['Ada', '', '', '', ''], 'perhaps', 'Type yes or no.'],
  ])('asks again for %s', async (_name, before, line, error) => {
    const { session, inbounds, printed } = aConsole(asForm(say()));
    for (const given of ['invite', ...before]) await session.line(given);
    printed();

    expect(await session.line(line)).toBe('asking');
    expect(printed()).toContain(`  ! ${error}`);
    expect(inbounds).toHaveLength(1);
  });

  test('refused by the command asks again for the refused fields only, each with its error', async () => {
    const errors = { name: 'Two words, please.', address: 'This address belongs to a member already.' };
    let submitted = 0;
    const { session, inbounds, printed } = aConsole((ask) => {
      if (ask.kind !== 'submit') return FORM;
      submitted += 1;
      return submitted === 1 ? { kind: 'invalid', errors } : say();
    });
    for (const line of ['invite', 'Ada', '', 'because', '', '', 'yes']) await session.line(line);
    printed();

    await session.line('no');
    expect(printed()).toContain('Full name\n  ! Two words, please.');
    await session.line('Grace Hopper');
    expect(printed()).toContain('E-mail\n  ! This address belongs to a member already.');
    await session.line('grace@example.com');

    expect(inbounds[2]?.ask).toMatchObject({
      answers: { name: 'Grace Hopper', address: 'grace@example.com', reason: 'because', acknowledged: true },
    });
  });

  test('whose answer got lost is not submitted again by the next line', async () => {
    const { session, inbounds } = aConsole((ask) => {
      if (ask.kind === 'submit') throw new Error('The database is away');
      return ask.kind === 'typed' && ask.text === 'invite' ? FORM : say();
    });
    for (const line of ['invite', 'Ada', '', '', '', '', 'yes']) await session.line(line);

    await expect(session.line('no')).rejects.toThrow('The database is away');
    await session.line('list');

    expect(inbounds.map(({ ask }) => ask.kind)).toEqual(['typed', 'submit', 'typed']);
  });

  test('can be cancelled', async () => {
    const { session, inbounds, printed } = aConsole(asForm(say()));
    await session.line('invite');
    await session.line('Ada');

    await session.line('cancel');
    await session.line('list');

    expect(printed()).toContain('Cancelled. Nothing was sent.');
    expect(inbounds.map(({ ask }) => ask.kind)).toEqual(['typed', 'typed']);
  });
});

function asForm(then: SealedReply): (ask: Ask) => SealedReply {
  return (ask) => (ask.kind === 'submit' ? then : FORM);
}
