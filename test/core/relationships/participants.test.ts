import { describe, expect, test } from 'vitest';
import { participantsOf, visibilityOf } from '../../../core/relationships/participants.ts';
import { addresses, BOB, FIRM, JANE, letter, OWNER, reply } from './heads.ts';

describe('a participant', () => {
  test('is the owner, a member, an inferred colleague or an outsider', () => {
    const head = letter({
      to: addresses('Jane@acme.example', 'bob@acme.example', 'eve@acme.example', 'carol@mail.acme.example'),
      cc: addresses('dan@notacme.example'),
    });

    const kinds = participantsOf(head, OWNER, FIRM).map(({ field, kind }) => `${field} ${kind}`);

    expect(kinds).toEqual(['from external', 'to owner', 'to member', 'to internal', 'to internal', 'cc external']);
  });

  test('carries the id of the member', () => {
    const participants = participantsOf(
      letter({ to: addresses('j.doe@acme.example', 'bob@acme.example') }),
      OWNER,
      FIRM,
    );

    expect(participants.flatMap((one) => ('memberId' in one ? one.memberId : []))).toEqual([JANE, BOB]);
  });

  test('is named once, in the first field', () => {
    const head = letter({
      to: addresses('eve@globex.example', 'EVE@globex.example'),
      cc: addresses('ada@globex.example', 'eve@globex.example'),
    });

    const seen = participantsOf(head, OWNER, FIRM).map(({ field, address }) => `${field} ${address}`);

    expect(seen).toEqual(['from ada@globex.example', 'to eve@globex.example']);
  });

  test('without a usable address is left out', () => {
    expect(participantsOf(letter({ to: addresses('root@localhost', 'nobody') }), OWNER, FIRM)).toHaveLength(1);
  });

  test('who sends from the owner’s sent folder under an unknown alias is the owner', () => {
    const [sender] = participantsOf(reply({ from: addresses('jane@old-name.example') }), OWNER, FIRM);

    expect(sender).toMatchObject({ kind: 'owner', memberId: JANE });
  });
});

describe('visibility', () => {
  test('is internal between colleagues', () => {
    const participants = participantsOf(
      letter({ from: addresses('eve@acme.example'), cc: addresses('bob@acme.example') }),
      OWNER,
      FIRM,
    );

    expect(visibilityOf(participants)).toBe('internal');
  });

  test('is external as soon as one outsider takes part', () => {
    expect(visibilityOf(participantsOf(letter(), OWNER, FIRM))).toBe('external');
  });
});
