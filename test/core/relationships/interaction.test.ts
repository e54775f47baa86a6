import { describe, expect, test } from 'vitest';
import { idSchema } from '../../../core/ids.ts';
import { groupKeyOf, occurredAt } from '../../../core/relationships/interaction.ts';
import { addresses, letter, OWNER, RECEIVED_AT } from './heads.ts';

const OTHER_OWNER = { ...OWNER, mailboxId: idSchema('mailbox').parse('0190f5fe-7c00-7a00-8000-000000000009') };

describe('copies of one message', () => {
  test('share a key across mailboxes, whatever their provider ids and times of arrival', () => {
    const copy = letter({
      providerId: 'x',
      messageId: ' 1@globex.example ',
      receivedAt: RECEIVED_AT.add({ seconds: 40 }),
      from: addresses('ADA@globex.example'),
    });

    expect(groupKeyOf(copy, OTHER_OWNER)).toBe(groupKeyOf(letter(), OWNER));
  });

  test('may differ in fractions of a second', () => {
    const base = letter();

    expect(groupKeyOf(letter({ sentAt: base.sentAt?.add({ milliseconds: 999 }) }), OWNER)).toBe(
      groupKeyOf(base, OWNER),
    );
  });

  test.each([
    ['another sender', letter({ from: addresses('eve@globex.example') })],
    ['another date', letter({ sentAt: RECEIVED_AT.subtract({ hours: 5 }) })],
    ['a Message-ID in another case', letter({ messageId: '<1@GLOBEX.example>' })],
  ])('are not found by a reused Message-ID with %s', (_, other) => {
    expect(groupKeyOf(other, OWNER)).not.toBe(groupKeyOf(letter(), OWNER));
  });

  test.each([undefined, '', '<>'])('are not grouped at all without a Message-ID (%j)', (messageId) => {
    const head = letter({ messageId });

    expect(groupKeyOf(head, OWNER)).not.toBe(groupKeyOf(head, OTHER_OWNER));
    expect(groupKeyOf(head, OWNER)).not.toBe(groupKeyOf({ ...head, providerId: 'aamk1' }, OWNER));
    expect(groupKeyOf(head, OWNER)).toBe(groupKeyOf({ ...head }, OWNER));
  });
});

describe('when an interaction happened', () => {
  test.each([
    ['the Date header says', { hours: -24 * 30 }],
    ['the Date header says', { hours: 24 }],
    ['the Date header says', { seconds: -3 }],
  ])('%s, %j from its arrival', (_, offset) => {
    const sentAt = RECEIVED_AT.add(offset);

    expect(occurredAt(letter({ sentAt })).equals(sentAt)).toBe(true);
  });

  test.each([{ hours: 24, seconds: 1 }, { hours: -24 * 30, seconds: -1 }, { hours: 24 * 9000 }, { hours: -24 * 8000 }])(
    'the server says when the Date header is %j off',
    (offset) => {
      expect(occurredAt(letter({ sentAt: RECEIVED_AT.add(offset) })).equals(RECEIVED_AT)).toBe(true);
    },
  );

  test('the server says when there is no Date header', () => {
    expect(occurredAt(letter({ sentAt: undefined })).equals(RECEIVED_AT)).toBe(true);
  });
});
