import { describe, expect, test } from 'vitest';
import { createDomainRemove } from '../../../core/commands/domain-remove.ts';
import { createDomain } from '../../../core/commands/domain.ts';
import { aMailbox } from '../../builders/mailboxes.ts';
import { ACME } from '../../builders/ids.ts';
import { aMember } from '../../builders/people.ts';
import { aCheckingSeat, aSeat } from '../../builders/seats.ts';
import { aVerifiedClaim } from '../../builders/setup.ts';
import { aSetupWorld, OPERATOR, shown, submitOf } from '../accounts/setup-world.ts';

const world = () => aSetupWorld((deps) => [...createDomain(deps), ...createDomainRemove(deps)]);

/** acme.example is verified; Jane's mailbox there is read and Linus is on his way. */
async function aFirm() {
  const made = await world();
  const jane = aMember({ fullName: 'Jane Doe', address: 'jane@acme.example' });
  const linus = aMember({ fullName: 'Linus Torvald', address: 'linus@acme.example', standing: 'invited' });
  const claim = aVerifiedClaim({ domain: 'acme.example' });
  const mailbox = aMailbox({ memberId: jane.id, address: jane.address });
  await made.read(async ({ members, seats, mailboxes, domains }) => {
    await members.add(jane);
    await members.add(linus);
    await seats.add(aSeat({ memberId: jane.id, invitedBy: jane.id }));
    await seats.add(aCheckingSeat({ memberId: linus.id, invitedBy: jane.id }));
    await mailboxes.add(mailbox);
    await domains.add(claim);
  });
  return { ...made, jane, mailbox, claim };
}

describe('domain remove', () => {
  test('shows what stays and what stops, and does it once that is agreed to', async () => {
    const { say, submit, adaInChat, read, database, mailbox, claim, records } = await aFirm();

    const form = await say(adaInChat, 'domain remove ACME.example');
    const before = await read(({ domains }) => domains.byDomain('acme.example'));
    const done = shown(await submit(adaInChat, submitOf(form), { agreed: true }));

    expect(shown(form)).toMatch(/Members who stay: 1 member, with seat and charge/u);
    expect(shown(form)).toContain('Not read any more: 1 mailbox');
    expect(shown(form)).toContain('Invitations that stop: 1 invitation');
    expect(before?.state).toBe('verified');
    expect(done).toContain('acme.example is removed from this account');
    expect(await read(({ domains }) => domains.get(claim.id))).toMatchObject({ state: 'removed' });
    expect(database.workOf(ACME).map(({ key }) => key)).toContain(`mailbox.sync:${mailbox.id}`);
    expect((await read(({ members }) => members.byAddress('jane@acme.example')))?.standing).toBe('active');
    expect(await records()).toMatchObject([
      {
        kind: 'domain.removed',
        facts: {
          before: 'verified',
          mailboxes: 1,
          invitations: 1,
          sentence: 'Remove acme.example: from now on nobody can be invited there and 1 mailbox is not read any more.',
        },
      },
    ]);
  });

  test('does nothing while the box is not ticked', async () => {
    const { say, submit, adaInChat, read, claim } = await aFirm();
    const form = await say(adaInChat, 'domain remove acme.example');

    const reply = await submit(adaInChat, submitOf(form), {});

    expect(reply).toMatchObject({ kind: 'fields', errors: { agreed: expect.stringContaining('nothing is removed') } });
    expect((await read(({ domains }) => domains.get(claim.id)))?.state).toBe('verified');
  });

  test('shows the new numbers when they have changed since, and removes nothing yet', async () => {
    const { say, submit, adaInChat, read, claim, jane } = await aFirm();
    const form = await say(adaInChat, 'domain remove acme.example');
    await read(({ mailboxes }) => mailboxes.add(aMailbox({ memberId: jane.id, address: 'office@acme.example' })));

    const again = await submit(adaInChat, submitOf(form), { agreed: true });

    expect(shown(again)).toContain('Not read any more: 2 mailboxes');
    expect((await read(({ domains }) => domains.get(claim.id)))?.state).toBe('verified');
  });

  test('ends the daily look, and the domain stands in no list', async () => {
    const { say, submit, adaInChat, database } = await aFirm();
    await say(adaInChat, 'domain check acme.example');
    await submit(adaInChat, submitOf(await say(adaInChat, 'domain remove acme.example')), { agreed: true });

    const looks = database.workOf(ACME).filter(({ kind }) => kind === 'domain.check');
    const list = shown(await say(adaInChat, 'domain list'));

    expect(looks).toMatchObject([{ state: 'cancelled' }]);
    expect(list).toContain('has claimed no domain');
  });

  test('says so where the domain is not the account’s, or was not named', async () => {
    const { say, adaInChat } = await aFirm();

    expect(shown(await say(adaInChat, 'domain remove other.example'))).toContain('has not claimed other.example');
    expect(shown(await say(adaInChat, 'domain remove'))).toContain('1 domain in this account');
  });

  test('is told to the other administrators', async () => {
    const { say, submit, adaInChat, told } = await aFirm();

    await submit(adaInChat, submitOf(await say(adaInChat, 'domain remove acme.example')), { agreed: true });

    expect(await told()).toContain('acme.example is removed from this account');
  });

  test('may be done by the operator too', async () => {
    const { say, submit, read, claim } = await aFirm();

    await submit(OPERATOR, submitOf(await say(OPERATOR, 'domain remove acme.example')), { agreed: true });

    expect((await read(({ domains }) => domains.get(claim.id)))?.state).toBe('removed');
  });
});
