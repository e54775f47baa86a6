import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idSchema } from '../../../core/ids.ts';
import type { Id } from '../../../core/ids.ts';
import { PRIVACY_LEVELS } from '../../../core/relationships/privacy.ts';
import type { PrivacyLevel } from '../../../core/relationships/privacy.ts';
import { visibleInteraction } from '../../../core/relationships/visible-interaction.ts';
import type { Holder, StoredInteraction } from '../../../core/relationships/visible-interaction.ts';
import { BOB, JANE, RECEIVED_AT } from './heads.ts';

const EVE = idSchema('member').parse('0190f5fe-7c00-7a00-8000-00000000000e');
const STORED: StoredInteraction<string> = {
  occurredAt: RECEIVED_AT,
  visibility: 'external',
  participants: [
    { field: 'from', address: 'ada@globex.example', kind: 'external' },
    { field: 'bcc', address: 'mallory@globex.example', kind: 'external' },
  ],
  subject: 'Offer',
  body: 'Dear Jane',
};

describe('a colleague', () => {
  test.each<[PrivacyLevel, object]>([
    ['share-all', { subject: 'Offer', body: 'Dear Jane', limitedBy: undefined }],
    ['share-subjects', { subject: 'Offer', body: undefined, limitedBy: 'share-subjects' }],
    ['participants-only', { subject: undefined, body: undefined, limitedBy: 'participants-only' }],
  ])('sees at %s %j', (level, content) => {
    expect(visibleInteraction(STORED, EVE, [work(JANE, level)])).toMatchObject({
      kind: 'shown',
      occurredAt: RECEIVED_AT,
      ...content,
    });
  });

  test('sees as much as the most restrictive holder shows', () => {
    const seen = visibleInteraction(STORED, EVE, [work(JANE, 'share-all'), work(BOB, 'participants-only')]);

    expect(seen).toMatchObject({ kind: 'shown', subject: undefined, body: undefined });
  });

  test('is bound by the level of a holder whose copy is personal', () => {
    const seen = visibleInteraction(STORED, EVE, [
      work(JANE, 'share-all'),
      { ...work(BOB, 'participants-only'), mailboxClass: 'personal' },
    ]);

    expect(seen).toMatchObject({ kind: 'shown', subject: undefined, body: undefined });
  });

  test('sees nothing of a personal mailbox', () => {
    const holder: Holder = { ...work(JANE, 'share-all'), mailboxClass: 'personal' };

    expect(visibleInteraction(STORED, EVE, [holder])).toEqual({ kind: 'hidden', because: 'personal-mailbox' });
  });

  test('sees nothing once no copy is left', () => {
    expect(visibleInteraction(STORED, EVE, [])).toEqual({ kind: 'hidden', because: 'no-copy' });
  });
});

describe('a holder', () => {
  test.each(['work', 'personal'] as const)('sees the whole of what lies in their own %s mailbox', (mailboxClass) => {
    const seen = visibleInteraction(STORED, JANE, [
      { ...work(JANE, 'participants-only'), mailboxClass },
      work(BOB, 'participants-only'),
    ]);

    expect(seen).toMatchObject({ kind: 'shown', subject: 'Offer', body: 'Dear Jane', limitedBy: undefined });
  });

  test('does not see internal mail either', () => {
    expect(visibleInteraction({ ...STORED, visibility: 'internal' }, JANE, [work(JANE, 'share-all')])).toEqual({
      kind: 'hidden',
      because: 'internal-only',
    });
  });
});

describe('whoever looks', () => {
  test('never sees more than the most restrictive holder shows, and always that contact happened at work', () => {
    fc.assert(
      fc.property(fc.array(holders(), { minLength: 1, maxLength: 6 }), (list) => {
        const seen = visibleInteraction(STORED, EVE, list);
        const isPersonal = list.every(({ mailboxClass }) => mailboxClass === 'personal');

        expect(seen.kind).toBe(isPersonal ? 'hidden' : 'shown');
        if (seen.kind === 'hidden') return;
        const levels = new Set(list.map(({ level }) => level));
        expect(seen.body !== undefined).toBe(levels.size === 1 && levels.has('share-all'));
        expect(seen.subject !== undefined).toBe(!levels.has('participants-only'));
      }),
    );
  });

  test('never sees more by another holder, unless that makes a personal copy a shared one', () => {
    fc.assert(
      fc.property(fc.array(holders(), { minLength: 1, maxLength: 6 }), holders(), (list, another) => {
        const before = visibleInteraction(STORED, EVE, list);
        const after = visibleInteraction(STORED, EVE, [...list, another]);

        const isShared = before.kind === 'shown' || another.mailboxClass === 'work';
        expect(after.kind).toBe(isShared ? 'shown' : 'hidden');
        if (before.kind === 'hidden' || after.kind === 'hidden') return;
        expect([before.subject, undefined]).toContain(after.subject);
        expect([before.body, undefined]).toContain(after.body);
      }),
    );
  });

  test.each([JANE, EVE])('never sees blind copies', (viewer) => {
    expect(JSON.stringify(visibleInteraction(STORED, viewer, [work(JANE, 'share-all')]))).not.toContain('mallory');
  });
});

function work(memberId: Id<'member'>, level: PrivacyLevel): Holder {
  return { memberId, level, mailboxClass: 'work' };
}

function holders(): fc.Arbitrary<Holder> {
  return fc.record({
    memberId: fc.constantFrom(JANE, BOB),
    level: fc.constantFrom(...PRIVACY_LEVELS),
    mailboxClass: fc.constantFrom('work' as const, 'personal' as const),
  });
}
