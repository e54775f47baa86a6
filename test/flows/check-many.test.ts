import { describe, expect, test } from 'vitest';
import { createCheckMailbox } from '../../core/rounds/check-mailbox.ts';
import type { ProviderFailure } from '../../core/mailboxes/mailbox-provider.ts';
import { err, ok } from '../../core/result.ts';
import { WORK_PAYLOADS, type Lease } from '../../core/work/work.ts';
import { ACME } from '../builders/ids.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise, type Enterprise } from './enterprise.ts';
import { viewText } from './world.ts';

type Answer = ProviderFailure | 'readable' | 'broken';

/** So many people whose mailboxes are read, beside Eva, Ada and Sam, who have none. */
async function aCrowd(count: number) {
  const office = await anEnterprise();
  for (let index = 0; index < count; index += 1) {
    const member = await office.member(`p${index}`, `Person ${`${index}`.padStart(2, '0')}`);
    await office.seated(member);
    await office.inAccount(({ mailboxes }) =>
      mailboxes.add(aMailbox({ accountId: ACME, memberId: member.id, address: member.address })),
    );
  }
  return office;
}

async function dueLooks({ database, clock }: Enterprise) {
  clock.advance({ minutes: 2 });
  return (await database.queue.due(clock.now(), 100)).filter(({ kind }) => kind === 'mailbox.check');
}

/** Looks at every mailbox that is due, all at once; whoever breaks says nothing, as if their worker had died. */
async function looks(office: Enterprise, answerFor: (address: string) => Answer = () => 'readable'): Promise<number> {
  const { deps, database, clock } = office;
  const check = createCheckMailbox({
    ...deps,
    providers: {
      of: async () =>
        ok({
          check: async (address) => {
            const answer = answerFor(address);
            if (answer === 'broken') throw new Error('The answer cannot be read');
            if (answer !== 'readable') return err(answer);
            return ok({ primaryAddress: address, aliases: [], access: 'headers', messageCount: undefined });
          },
          changes: async () => {
            throw new Error('not read here');
          },
        }),
    },
  });
  const due = await dueLooks(office);
  const leases = await Promise.all(
    due.map(({ accountId, workId }) =>
      database.queue.claim(accountId, workId, clock.now(), clock.now().add({ minutes: 1 })),
    ),
  );
  const held = leases.filter((lease): lease is Lease => lease !== undefined);
  const signal = new AbortController().signal;
  const outcomes = await Promise.allSettled(
    held.map((lease) => check(WORK_PAYLOADS['mailbox.check'].parse(lease.work.payload), signal, lease)),
  );
  for (const [index, outcome] of outcomes.entries()) {
    const lease = held[index];
    if (lease !== undefined && outcome.status === 'fulfilled') await database.queue.finish(lease, outcome.value);
  }
  return held.length;
}

async function titlesFor(office: Enterprise): Promise<readonly string[]> {
  const all = await office.inAccount(({ notices }) => notices.list(['pending']));
  return all
    .filter(({ recipient }) => recipient.kind === 'member' && recipient.memberId === office.eva.id)
    .map(({ view }) => view.title);
}

describe('many mailboxes', () => {
  test('are looked at five at a time, each by work of its own, and told in one message', async () => {
    const office = await aCrowd(12);
    await office.types('eva', '/seat check all');

    const turns = [await looks(office), await looks(office), await looks(office), await looks(office)];

    expect(turns).toEqual([5, 5, 2, 0]);
    expect(await titlesFor(office)).toEqual(['12 of 12 mailboxes can be read']);
  });

  test('wait while the mail system asks for it, and for no longer than half an hour', async () => {
    const office = await aCrowd(2);
    await office.types('eva', '/seat check all');
    const later = office.clock.now().add({ hours: 48 });
    const throttled = (address: string): Answer =>
      address.startsWith('p0') ? { kind: 'throttled', retryAt: later } : 'readable';

    await looks(office, throttled);
    const meanwhile = await titlesFor(office);
    office.clock.advance({ minutes: 30 });
    await looks(office, throttled);

    expect(meanwhile).toEqual([]);
    const told = viewText((await office.lastNotice(office.eva, 'eva')).view);
    expect(told).toContain('1 of 2 mailboxes can be read');
    expect(told).toContain('Person 00 p0@acme.example: The mail system gave no answer in time.');
  });

  test('do not wait for one whose answer breaks the work each time', async () => {
    const office = await aCrowd(2);
    await office.types('eva', '/seat check all');

    for (let turn = 0; turn < 5; turn += 1)
      await looks(office, (address) => (address.startsWith('p1') ? 'broken' : 'readable'));

    const told = viewText((await office.lastNotice(office.eva, 'eva')).view);
    expect(told).toContain('1 of 1 mailbox can be read');
    expect(told).toContain('Person 01 p1@acme.example: It broke for them.');
  });

  test('of a domain that is not verified any more cannot be read, whatever the mail system says', async () => {
    const office = await aCrowd(1);
    await office.inAccount(async ({ domains }) => {
      const claim = await domains.byDomain('acme.example');
      if (claim === undefined) throw new Error('There is no claim');
      const { id, accountId, domain, token, claimedAt, firstVerifiedAt, version } = claim;
      const base = { id, accountId, domain, token, claimedAt, firstVerifiedAt };
      await domains.replace(claim, { ...base, version: version + 1, state: 'removed', at: office.clock.now() });
    });
    await office.types('eva', '/seat check p0@acme.example');

    await looks(office);

    expect(viewText((await office.lastNotice(office.eva, 'eva')).view)).toContain('Its domain is not verified');
  });

  test('that are disabled, or whose invitation is under way, are not looked at, and it is said why', async () => {
    const office = await aCrowd(2);
    await office.types('eva', '/seat invite linus@acme.example Linus Torvald privacy:subjects');
    await office.inAccount(async ({ mailboxes }) => {
      const mailbox = (await mailboxes.list()).find(({ address }) => address === 'p0@acme.example');
      if (mailbox !== undefined) await mailboxes.replace(mailbox, { ...mailbox, desired: 'disabled', version: 2 });
    });
    await office.types('eva', '/seat check all');

    await looks(office);

    const told = viewText((await office.lastNotice(office.eva, 'eva')).view);
    expect(told).toContain('1 of 1 mailbox can be read');
    expect(told).toContain('Person 00 p0@acme.example: Their mailbox is disabled, so it was not looked at.');
    expect(told).toContain('Linus Torvald linus@acme.example: Their invitation is under way');
  });

  test('of a team are named by it', async () => {
    const office = await aCrowd(2);
    await office.submits('eva', await office.types('eva', '/seat team p1@acme.example'), { team: 'Deal Desk' });

    const begun = replyText(await office.types('eva', '/seat check of:"Deal Desk"'));
    await looks(office);

    expect(begun).toContain('1 person is being checked');
    expect(await titlesFor(office)).toEqual(['1 of 1 mailbox can be read']);
  });
});
