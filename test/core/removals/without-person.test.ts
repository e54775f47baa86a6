import { describe, expect, test } from 'vitest';
import { tombstoneAddress } from '../../../core/removals/tombstone.ts';
import { withoutPerson, type Mentioned } from '../../../core/removals/without-person.ts';
import { ids } from '../../builders/ids.ts';

const memberId = ids.next('member');
const GONE = tombstoneAddress(memberId);

function without(value: unknown, person: Partial<Mentioned> = {}): unknown {
  const linus = {
    fullName: 'Linus Torvald',
    addresses: ['linus@acme.example'],
    users: [{ surface: 'chat', workspace: 'acme', user: 'U07LINUS' }],
  };
  return withoutPerson(value, { memberId, ...linus, ...person });
}

describe('what was written about somebody who is removed', () => {
  test.each([
    ['A seat for Linus Torvald', 'A seat for Removed member'],
    ['Linus Torvald’s seat', 'Removed member’s seat'],
    ['invite linus@acme.example, please', `invite ${GONE}, please`],
    ['<mailto:Linus@Acme.Example>.', `<mailto:${GONE}>.`],
    ['asked by <@U07LINUS>', 'asked by <@removed>'],
  ])('has the tombstone in their place: %s', (before, after) => {
    expect(without(before)).toBe(after);
  });

  test.each([
    'Mail to carlinus@acme.example',
    'Mail to linus@acme.example.org',
    'Mail to x.linus@acme.example',
    'Linus Torvaldsen is somebody else',
    'U07LINUS2 too',
    '<@U07LINUS2> too',
    'ada@U07LINUS.example',
    'sent to U07LINUS',
  ])('says of others what it said: %s', (text) => {
    expect(without(text)).toBe(text);
  });

  test('is looked at however deep it stands, and the rest is as it was', () => {
    const at = Temporal.Instant.from('2026-03-12T09:00:00Z');
    const value = { title: 'Hello', rows: [{ at, cells: ['Linus Torvald', 'active'] }], count: 3n };

    expect(without(value)).toEqual({ title: 'Hello', rows: [{ at, cells: ['Removed member', 'active'] }], count: 3n });
    expect(value.rows[0]?.cells[0]).toBe('Linus Torvald');
  });

  test('is the very same value where they are not in it, so that nothing is written for nothing', () => {
    const value = { blocks: [{ kind: 'text', text: ['Grace Hopper'] }] };

    expect(without(value)).toBe(value);
  });

  test('can still be read when they were called like one of our own words', () => {
    const view = { kind: 'text', tone: 'good', text: ['text'] };

    expect(without(view, { fullName: 'text' })).toBe(view);
    expect(without({ purpose: 'support', title: 'They will be told.' }, { fullName: 'Support' })).toEqual({
      purpose: 'support',
      title: 'They will be told.',
    });
    expect(without(['They Will be told.', 'will power'], { fullName: 'Will' })).toEqual([
      'They Will be told.',
      'will power',
    ]);
    expect(without('a legal hold is on', { fullName: 'Legal Hold' })).toBe('a legal hold is on');
  });

  test('of one word goes where it is known to be theirs: beside their id, or beside their address', () => {
    expect(without({ member: memberId, name: 'Will' }, { fullName: 'Will' })).toEqual({
      member: memberId,
      name: 'Removed member',
    });
    expect(without({ memberId, fullName: 'Will' }, { fullName: 'Will' })).toEqual({
      memberId,
      fullName: 'Removed member',
    });
    expect(without({ fullName: 'Will', addresses: ['linus@acme.example'] }, { fullName: 'Will' })).toEqual({
      fullName: 'Removed member',
      addresses: [GONE],
    });
    expect(without({ member: ids.next('member'), name: 'Will' }, { fullName: 'Will' })).toMatchObject({ name: 'Will' });
  });

  test('has no chat where their own chat stood, and others keep theirs', () => {
    const theirs = { surface: 'chat', workspace: 'acme', user: 'U07LINUS' };

    expect(without({ from: theirs })).toEqual({ from: { ...theirs, user: 'removed' } });
    for (const other of [
      { ...theirs, workspace: 'other' },
      { ...theirs, surface: 'web' },
      { ...theirs, user: 'U2' },
    ])
      expect(without(other)).toBe(other);
  });

  test('has the tombstone for whatever they were called beside their address', () => {
    expect(without({ fullName: 'Linny', address: 'linus@acme.example', number: 2 })).toEqual({
      fullName: 'Removed member',
      address: GONE,
      number: 2,
    });
    expect(without(['Line 1: ', { strong: 'Linny' }, ' linus@acme.example.'])).toEqual([
      'Line 1: ',
      { strong: 'Removed member' },
      ` ${GONE}.`,
    ]);
    expect(without({ fullName: 'Linny', address: 'grace@acme.example' })).toEqual({
      fullName: 'Linny',
      address: 'grace@acme.example',
    });
  });

  test('keeps a name that somebody else has too, and loses the address', () => {
    expect(without('Linus Torvald linus@acme.example', { fullName: undefined })).toBe(`Linus Torvald ${GONE}`);
  });

  test('is not led astray by signs that mean something to a pattern', () => {
    expect(without('a+b@acme.example and a.b@acme.example', { addresses: ['a+b@acme.example'] })).toBe(
      `${GONE} and a.b@acme.example`,
    );
    expect(without('of $& (x) y', { fullName: '$& (x)' })).toBe('of Removed member y');
  });
});
