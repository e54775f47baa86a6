import { describe, expect, test } from 'vitest';
import { movedClaim, type DomainEvent } from '../../core/domains/domain-claim-moves.ts';
import { aVerifiedClaim } from '../builders/setup.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { openFloor } from '../features/floor.ts';
import { anOffice, INVITE, seatStates, type Office } from './office.ts';
import { viewText } from './world.ts';

describe('inviting into a domain', () => {
  test('stops at once when it lapses, and goes on when its record is back', async () => {
    const office = await anOffice({ seats: 5 });

    await happens(office, { kind: 'absent', saw: 'not-found', at: office.clock.now() });
    const missedOnce = replyText(await office.types('ada', '/seat domain list'));
    office.clock.advance({ hours: 1 });
    await happens(office, { kind: 'absent', saw: 'not-found', at: office.clock.now() });
    const refused = replyText(await office.types('ada', INVITE));
    await happens(office, { kind: 'seen', at: office.clock.now() });
    const invited = replyText(await office.types('ada', INVITE));

    expect(missedOnce).toContain('verified; its record was not found and is looked for again');
    expect(refused).toContain('nobody new can be invited there');
    expect(await seatStates(office)).toEqual(['checking']);
    expect(invited).toContain('Checking the mailbox');
  });

  test('names the domain below a verified one as a domain of its own', async () => {
    const office = await anOffice({ seats: 5 });

    const refused = replyText(
      await office.types('ada', '/seat invite linus@labs.acme.example Linus Torvald privacy:subjects'),
    );

    expect(refused).toContain('The record of acme.example covers addresses directly in it');
    expect(refused).toContain('[Add labs.acme.example]');
  });

  test('ends before any money when the domain is given up while the mailbox is looked at', async () => {
    const office = await anOffice();
    await office.types('ada', INVITE);

    await happens(office, { kind: 'removed', at: office.clock.now() });
    await office.checksSeats();

    expect(await seatStates(office)).toEqual(['refused']);
    const told = viewText((await office.lastNotice(office.ada, 'ada')).view);
    expect(told).toContain('Its domain is not verified for this account');
    expect(told).toContain('nothing is charged');
  });

  test('has whoever typed a domain that is not theirs offered to claim it, letter by letter', async () => {
    const office = await anOffice({ seats: 5 });

    const refused = replyText(
      await office.types('ada', '/seat invite linus@bücher.example Linus Torvald privacy:subjects'),
    );

    expect(refused).toContain('bücher.example (xn--bcher-kva.example) is not a domain of this account');
  });
});

describe('a further mailbox', () => {
  test('is the company’s in every domain that the account has proved, and read without asking its owner', async () => {
    await using floor = await openFloor('console', { seats: 5 });
    await claimed(floor, 'acme-labs.example');

    await linked(floor, 'linus@acme-labs.example');

    expect(await classes(floor)).toContain('linus@acme-labs.example work');
  });

  test('in a domain below a proved one is personal, so its owner is asked', async () => {
    await using floor = await openFloor('console', { seats: 5 });

    const ada = await linked(floor, 'linus@labs.acme.example');

    expect((await classes(floor)).join()).not.toContain('labs');
    expect(await ada.types('link linus@acme.example linus@labs.acme.example')).toMatch(/asked|answer/u);
  });

  test('in a domain that is the account’s no more is not linked, and neither becomes personal', async () => {
    await using floor = await openFloor('console', { seats: 5 });
    await claimed(floor, 'acme-labs.example');
    await floor.inAccount(async ({ domains }) => {
      const claim = await domains.byDomain('acme-labs.example');
      if (claim === undefined) throw new Error('There is no claim');
      await domains.replace(claim, movedClaim(claim, { kind: 'removed', at: floor.clock.now() }));
    });

    const ada = await linked(floor, 'linus@acme-labs.example');

    expect((await classes(floor)).join()).not.toContain('labs');
    expect((await ada.sees()).join('')).toContain('Its domain is not verified for this account');
  });
});

type Floor = Awaited<ReturnType<typeof openFloor>>;

async function claimed({ inAccount }: Floor, domain: string): Promise<void> {
  await inAccount(async ({ domains, accounts }) => {
    const { id: accountId } = await accounts.get();
    await domains.add(aVerifiedClaim({ accountId, domain }));
  });
}

/** Linus has a seat, and Ada links this mailbox of his. */
async function linked(floor: Floor, address: string) {
  floor.mailboxes.addMailbox(address);
  const ada = await floor.hires('ada', { role: 'admin' });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  await ada.types(`link linus@acme.example ${address}`);
  await floor.works();
  return ada;
}

async function classes({ inAccount }: Floor): Promise<readonly string[]> {
  const all = await inAccount(({ mailboxes }) => mailboxes.list());
  return all.map((mailbox) => `${mailbox.address} ${mailbox.class}`);
}

async function happens({ inAccount }: Office, event: DomainEvent): Promise<void> {
  await inAccount(async ({ domains }) => {
    const claim = await domains.byDomain('acme.example');
    if (claim === undefined) throw new Error('There is no claim');
    await domains.replace(claim, movedClaim(claim, event));
  });
}
