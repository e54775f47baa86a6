import { describe, expect, test } from 'vitest';
import { createOpenPersonalPart } from '../../core/audit/personal-part.ts';
import { certificateHash, certificateText } from '../../core/removals/certificate.ts';
import { accountKeyring, personKey } from '../../core/secrets/account-keys.ts';
import { suppressionDigest } from '../../core/secrets/address-digest.ts';
import { aNewRequest } from '../builders/approvals.ts';
import { aQuote } from '../builders/billing.ts';
import { ids } from '../builders/ids.ts';
import { aTerm } from '../builders/seats.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { syncOnly } from './office.ts';
import {
  aRemovalOffice,
  carriedOut,
  cardOf,
  noticesOf,
  scheduled,
  theRemoval,
  worksAtDeparture,
  worksAtRemoval,
  type RemovalOffice,
} from './removal-office.ts';
import { viewText } from './world.ts';

describe('a removal that was carried out', () => {
  test('leaves the end that their seat had, and nobody’s name in what was agreed to about it', async () => {
    const office = await aRemovalOffice();
    const { accountId, id: memberId } = office.linus;
    await office.inAccount(async ({ seats, seatTerms }) => {
      const seat = await seats.ofMember(memberId);
      if (seat === undefined) throw new Error('Linus has no seat');
      const { consent } = aTerm({ memberId });
      const sentence = 'I agree that the seat of Linus Torvald ends.';
      await seatTerms.add(aTerm({ accountId, memberId, seatId: seat.id, consent: { ...consent, sentence } }));
    });

    await carriedOut(office);

    const terms = await office.inAccount(({ seatTerms }) => seatTerms.ofMember(memberId));
    expect(terms.map(({ endsOn }) => endsOn.toString())).toEqual(['2026-03-31']);
    expect(JSON.stringify(terms)).not.toContain('Linus');
  });

  test('leaves an empty row, a free seat, no chat and no mailbox address', async () => {
    const office = await aRemovalOffice();

    await carriedOut(office);

    const { id } = office.linus;
    expect(await office.inAccount(({ members }) => members.get(id))).toMatchObject({
      standing: 'removed',
      fullName: 'Removed member',
      address: `removed-${id}@removed.invalid`,
    });
    expect(await syncOnly(office)).toBe('0 of 5');
    expect(await office.inAccount(({ identities }) => identities.ofMember(id))).toEqual([]);
    const mailboxes = await office.inAccount((stores) => stores.mailboxes.ofMember(id));
    expect(mailboxes.map(({ address }) => address)).toEqual(
      mailboxes.map((one) => `removed-${one.id}@removed.invalid`),
    );
    expect(replyText(await office.types('ada', '/seat show linus@acme.example'))).toContain('Nobody here is called');
  });

  test('leaves no name in what was agreed to about the person', async () => {
    const office = await aRemovalOffice();

    await carriedOut(office);

    const departures = await office.inAccount((stores) => stores.departures.ofMember(office.linus.id));
    expect(departures.map(({ state }) => state)).toEqual(['done']);
    expect(JSON.stringify(departures)).not.toMatch(/linus|torvald/iu);
  });

  test('is forgotten by the request that once asked for their seat, which stays', async () => {
    const office = await aRemovalOffice();
    const { id: memberId, accountId, fullName, address } = office.linus;
    const quote = aQuote({ request: { accountId } });
    const subject = {
      kind: 'invite',
      seatId: ids.next('seat'),
      memberId,
      seatType: 'sync-only',
      fullName,
      address,
    } as const;
    await office.inAccount(async (stores) => {
      await stores.quotes.add(quote);
      await stores.requests.add(aNewRequest({ accountId, requestedBy: office.ada.id, quoteId: quote.id, subject }));
    });

    await carriedOut(office);

    const [request] = await office.inAccount(({ requests }) => requests.list());
    expect(request).toMatchObject({ requestedBy: office.ada.id, subject: { memberId, fullName: 'Removed member' } });
    expect(JSON.stringify(request?.subject)).not.toMatch(/linus|Torvald/iu);
  });

  test('suppresses every address of the person', async () => {
    const office = await aRemovalOffice();

    await carriedOut(office);

    expect(await suppressed(office, ['linus@acme.example', 'linus@home.example', 'grace@acme.example'])).toEqual([
      'linus@acme.example',
      'linus@home.example',
    ]);
  });

  test('is told on every card, without the person’s name, and with a certificate', async () => {
    const office = await aRemovalOffice();

    await carriedOut(office);

    for (const part of ['support', 'asker'] as const)
      for (const { view } of await noticesOf(office, part)) {
        expect(viewText(view)).toContain('Removal 1 is complete');
        expect(viewText(view)).toContain('Agreed by: ');
        expect(viewText(view)).not.toMatch(/Linus|linus@/u);
      }
  });

  test('certifies what was done, and the audit log holds the hash of exactly that text', async () => {
    const office = await aRemovalOffice();
    await carriedOut(office);
    const request = await theRemoval(office);
    if (request.state !== 'completed') throw new Error(request.state);

    const shown = await office.types('sam', '/seat removal 1 json');

    const { certificate } = request;
    expect(certificate.steps.map(({ step }) => step)).toEqual([
      'addresses suppressed',
      'lists passed on',
      'data deleted: access ended',
      'data deleted: API keys revoked',
      'data deleted: lists passed on',
      'data deleted: seat freed',
      'data deleted: mail deleted',
      'data deleted: membership closed',
      'traces erased',
      'mentions erased',
      'person closed',
    ]);
    expect(certificate.steps[2]?.counts).toMatchObject({ mailboxes: 2 });
    expect(certificate.steps[5]?.counts).toMatchObject({ seats: 1 });
    expect(replyText(shown)).toContain(certificateText(certificate));
    const records = await office.inAccount(({ audit }) => audit.from(1, 200));
    const completed = records.find(({ kind }) => kind === 'removal.completed');
    expect(completed?.facts).toMatchObject({ certificate: certificateHash(certificate) });
  });

  test('makes what the audit log says about the person unreadable, and the chain still verifies', async () => {
    const office = await aRemovalOffice();
    await scheduled(office);
    const before = await openedAbout(office);

    office.clock.advance({ hours: 24 });
    await worksAtRemoval(office);
    await worksAtDeparture(office);
    await worksAtRemoval(office);

    expect(new Set(before)).toEqual(new Set(['opened']));
    expect(new Set(await openedAbout(office))).toEqual(new Set(['erased']));
    await office.types('ada', '/seat audit verify');
    await office.verifiesLogs();
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toMatch(
      /The audit log is unbroken[\s\S]*Personal parts erased: +[1-9]/u,
    );
    expect(JSON.stringify((await theRemoval(office)).person ?? null)).toBe('null');
  });

  test('may stop between any two steps: the next worker comes to the same end', async () => {
    const office = await aRemovalOffice();
    await scheduled(office);
    office.clock.advance({ hours: 24 });
    let commits = 0;
    for (let deaths = 0; (await theRemoval(office)).state !== 'completed' && deaths < 40; deaths += 1) {
      await dyingAfterOneCommit(office, () => (commits += 1));
      if ((await office.inAccount(({ departures }) => departures.open(office.linus.id))) !== undefined)
        await worksAtDeparture(office);
    }

    const request = await theRemoval(office);

    expect(request.state).toBe('completed');
    expect(commits).toBeGreaterThan(4);
    expect(request.state === 'completed' ? new Set(request.certificate.steps.map(({ step }) => step)).size : 0).toBe(
      11,
    );
    expect(request.state === 'completed' ? request.certificate.steps : []).toHaveLength(11);
    expect(await syncOnly(office)).toBe('0 of 5');
  });

  test('of somebody who comes back by an explicit invitation lifts the suppression of that address', async () => {
    const office = await aRemovalOffice();
    await carriedOut(office);

    const invited = await office.types('ada', '/seat invite linus@acme.example Linus Torvald privacy:subjects');

    expect(replyText(invited)).toContain('Checking the mailbox of Linus Torvald');
    expect(await suppressed(office, ['linus@acme.example', 'linus@home.example'])).toEqual(['linus@home.example']);
  });
});

describe('a removal that cannot go on', () => {
  test('says so when its data is not deleted within a day, and goes on when support says so', async () => {
    const office = await aRemovalOffice();
    await scheduled(office);
    office.clock.advance({ hours: 24 });
    await worksAtRemoval(office);
    office.clock.advance({ hours: 25 });
    await worksAtRemoval(office);
    expect(viewText(await cardOf(office, 'support'))).toContain('The data was not deleted within a day.');

    await office.presses('sue', await cardOf(office, 'support'), 'Resume');
    await worksAtDeparture(office);
    await worksAtRemoval(office);

    expect((await theRemoval(office)).state).toBe('completed');
  });
});

/** How the parts of the audit log about the person open with the keys there are now. */
async function openedAbout({ inAccount, deps, linus }: RemovalOffice): Promise<readonly string[]> {
  return await inAccount(async (stores) => {
    const keyring = await accountKeyring(deps, stores, linus.accountId);
    const key = await personKey(deps, stores, keyring, linus.id);
    const open = createOpenPersonalPart((member) => (member === linus.id ? key : undefined));
    const records = await stores.audit.from(1, 200);
    return records.flatMap(({ accountId, seq, personal }) =>
      personal.flatMap((part, index) =>
        part.memberId === linus.id ? [open(part, { accountId, seq, index }).kind] : [],
      ),
    );
  });
}

async function suppressed({ inAccount, deps, linus }: RemovalOffice, addresses: readonly string[]) {
  return await inAccount(async (stores) => {
    const { suppression } = await accountKeyring(deps, stores, linus.accountId);
    const digests = addresses.map((address) => suppressionDigest(suppression, address));
    const found = await stores.suppressions.among(digests);
    return addresses.filter((_, index) => found.has(digests[index] ?? ''));
  });
}

/** A worker whose process ends after its first commit. */
async function dyingAfterOneCommit(office: RemovalOffice, count: () => void): Promise<void> {
  let isDead = false;
  const { transaction } = office.deps;
  const dying: typeof transaction = {
    run: async (accountId, work) => {
      if (isDead) throw new Error('killed');
      const value = await transaction.run(accountId, work);
      isDead = true;
      count();
      return value;
    },
  };
  await worksAtRemoval({ ...office, deps: { ...office.deps, transaction: dying } }).catch((error: unknown) => {
    if (!(error instanceof Error && error.message === 'killed')) throw error;
  });
}
