import { describe, expect, test } from 'vitest';
import { parseAddressList } from '../../../core/relationships/address-list.ts';
import { derive } from '../../../core/relationships/derive.ts';
import type { Derivation } from '../../../core/relationships/derive.ts';
import { AUTOMATED_MAIL_HEADERS } from '../../../core/relationships/message-head.ts';
import type { MessageHead } from '../../../core/relationships/message-head.ts';
import { isRoleAddress } from '../../../core/relationships/role-address.ts';
import { readCorpus, valueOf } from './corpus.ts';
import type { CorpusHeader } from './corpus.ts';
import { addresses, FIRM, JANE, letter, OWNER, RECEIVED_AT, reply } from './heads.ts';

describe('a letter from an outsider', () => {
  test('gives an interaction, a person, an organization and an incoming edge', () => {
    const head = letter({ from: [{ name: '"Ada Lovelace" via Board', address: 'Ada@mail.globex.example' }] });

    expect(derive(head, OWNER, FIRM)).toMatchObject({
      kind: 'interaction',
      interaction: { direction: 'received', visibility: 'external', subject: 'Offer' },
      people: [{ address: 'ada@mail.globex.example', name: 'Ada Lovelace', organization: 'globex.example' }],
      organizations: [{ domain: 'globex.example' }],
      edges: [
        { memberId: JANE, address: 'ada@mail.globex.example', direction: 'incoming', addressedIn: 'to', recipients: 1 },
      ],
    });
  });

  test('makes persons of those beside the owner, but no edges', () => {
    const derived = interaction(letter({ cc: addresses('eve@initech.example') }));

    expect(derived.people.map(({ address }) => address)).toEqual(['ada@globex.example', 'eve@initech.example']);
    expect(derived.edges.map(({ address, recipients }) => [address, recipients])).toEqual([['ada@globex.example', 2]]);
  });

  test('counts as copied when it was not addressed to the owner', () => {
    expect(
      interaction(letter({ to: addresses('bob@acme.example'), cc: addresses('jane@acme.example') })).edges[0]
        ?.addressedIn,
    ).toBe('cc');
    expect(interaction(letter({ to: addresses('bob@acme.example') })).edges[0]?.addressedIn).toBe('cc');
  });
});

describe('a letter from the owner', () => {
  test('gives an outgoing edge to everybody it is addressed or copied to', () => {
    const derived = interaction(
      reply({ to: addresses('ada@globex.example'), cc: addresses('eve@initech.example', 'bob@acme.example') }),
    );

    expect(derived.edges).toMatchObject([
      { address: 'ada@globex.example', direction: 'outgoing', addressedIn: 'to', recipients: 3 },
      { address: 'eve@initech.example', direction: 'outgoing', addressedIn: 'cc', recipients: 3 },
    ]);
  });

  test('shows nothing of blind copies, but counts them among the readers', () => {
    const derived = interaction(reply({ bcc: addresses('eve@initech.example') }));

    expect(JSON.stringify(derived)).not.toContain('initech');
    expect(derived.edges).toMatchObject([{ address: 'ada@globex.example', recipients: 2 }]);
  });

  test('is internal when outsiders were copied only blindly', () => {
    expect(
      derive(reply({ to: addresses('bob@acme.example'), bcc: addresses('ada@globex.example') }), OWNER, FIRM),
    ).toEqual({ kind: 'skipped', reason: 'internal-only' });
  });

  test('is an own copy outside the sent folder, where a sender may be forged', () => {
    expect(derive(reply({ direction: 'received' }), OWNER, FIRM)).toEqual({ kind: 'skipped', reason: 'own-copy' });
  });
});

describe('an outsider', () => {
  test('at a freemail domain is a person without an organization', () => {
    const derived = interaction(letter({ from: addresses('ada@gmx.de') }));

    expect(derived.people).toMatchObject([{ address: 'ada@gmx.de', organization: undefined }]);
    expect(derived.organizations).toEqual([]);
  });

  test('behind a role address is an organization without a person', () => {
    const derived = interaction(reply({ to: addresses('sales@globex.example') }));

    expect(derived.people).toEqual([]);
    expect(derived.edges).toEqual([]);
    expect(derived.organizations).toEqual([{ domain: 'globex.example' }]);
  });
});

describe('nothing is derived', () => {
  test.each(['DRAFT', 'SPAM', 'TRASH', 'Junk Email', 'deleteditems', 'chat'])('from what lies in %s', (label) => {
    expect(derive(letter({ labels: ['x', label] }), OWNER, FIRM)).toEqual({ kind: 'skipped', reason: 'draft-or-junk' });
  });

  test('from automated mail, whose reason is kept', () => {
    expect(derive(letter({ headers: { 'list-id': '<x>' } }), OWNER, FIRM)).toEqual({
      kind: 'skipped',
      reason: 'automated',
      because: 'mailing-list',
    });
  });

  test('from mail between colleagues', () => {
    expect(derive(letter({ from: addresses('eve@acme.example') }), OWNER, FIRM)).toEqual({
      kind: 'skipped',
      reason: 'internal-only',
    });
  });

  test('from mail without anybody else', () => {
    expect(derive(letter({ from: [], to: addresses('undisclosed') }), OWNER, FIRM)).toEqual({
      kind: 'skipped',
      reason: 'no-participants',
    });
  });
});

describe('the real messages of the corpus', () => {
  const heads = readCorpus().map(headOf);
  const derivations = heads.map((head) => derive(head, OWNER, FIRM));

  test('are all decided, most of them as mail of machines', () => {
    const automated = derivations.filter((one) => one.kind === 'skipped' && one.reason === 'automated');

    expect(derivations).toHaveLength(6046);
    expect(automated.length).toBeGreaterThan(3000);
  });

  test('give persons only where no list or machine wrote, and none behind a role', () => {
    const persons = derivations.flatMap((one) => (one.kind === 'interaction' ? one.people : []));
    const fromLists = derivations.filter(
      (one, at) => one.kind === 'interaction' && heads[at]?.headers['list-id'] !== undefined,
    );

    expect(persons.length).toBeGreaterThan(1000);
    expect(persons.filter(({ address }) => isRoleAddress(address))).toEqual([]);
    expect(fromLists).toEqual([]);
  });

  test('give names that are names', () => {
    const names = derivations.flatMap((one) =>
      one.kind === 'interaction' ? one.people.flatMap(({ name }) => name ?? []) : [],
    );

    expect(names.length).toBeGreaterThan(500);
    expect(names.filter((name) => /@|^\P{L}*$| via /iu.test(name))).toEqual([]);
  });
});

function interaction(head: MessageHead): Extract<Derivation, { kind: 'interaction' }> {
  const derived = derive(head, OWNER, FIRM);
  if (derived.kind !== 'interaction') throw new Error(`Skipped: ${derived.reason}`);
  return derived;
}

function headOf(headers: readonly CorpusHeader[], at: number): MessageHead {
  const list = (name: string) => parseAddressList(valueOf(headers, name) ?? '');
  const automated = AUTOMATED_MAIL_HEADERS.flatMap((name) => {
    const value = valueOf(headers, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    providerId: String(at),
    messageId: valueOf(headers, 'message-id'),
    receivedAt: RECEIVED_AT,
    direction: 'received',
    from: list('from'),
    to: list('to'),
    cc: list('cc'),
    bcc: [],
    subject: valueOf(headers, 'subject'),
    headers: Object.fromEntries(automated),
    labels: [],
  };
}
