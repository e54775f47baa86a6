import { describe, expect, test } from 'vitest';
import { tombstoneAddress } from '../../../core/removals/tombstone.ts';
import { withoutPerson, type Mentioned } from '../../../core/removals/without-person.ts';
import { ids } from '../../builders/ids.ts';

const memberId = ids.next('member');
const GONE = tombstoneAddress(memberId);

function without(value: unknown, person: Partial<Mentioned> = {}): unknown {
  const linus = { fullName: 'Linus Torvald', addresses: ['linus@acme.example'], users: ['U07LINUS'] };
  return withoutPerson(value, { memberId, ...linus, ...person });
}

describe('what was written about somebody who is removed', () => {
  test.each([
    ['A seat for Linus Torvald', 'A seat for Removed member'],
    ['LINUS TORVALD’s seat', 'Removed member’s seat'],
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

    expect(without(view, { fullName: 'text' })).toEqual({ kind: 'text', tone: 'good', text: ['Removed member'] });
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
    expect(without('of $& (x)', { fullName: '$& (x)' })).toBe('of Removed member');
  });
});
