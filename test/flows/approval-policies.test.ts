import { describe, expect, test } from 'vitest';
import { currency } from '../builders/money.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice, charged, lastCard, syncOnly, theRequest, type Office } from './office.ts';
import { viewText } from './world.ts';

/** Grace, made an Admin, sets the policy for the purchases that Ada asks for. */
async function anOfficeWithTwoAdmins() {
  const office = await anOffice();
  const joan = await office.member('joan', 'Joan Clarke', { role: 'admin' });
  return { ...office, joan };
}

async function setsPolicy(office: Office, user: string, words: string) {
  const reply = await office.types(user, words);
  return reply.kind === 'form' ? await office.submits(user, reply, { agreed: true }) : reply;
}

async function buys(office: Office, words = 'buy 5') {
  const form = await office.types('ada', words);
  return await office.submits('ada', form, { agreed: true });
}

describe('a policy that approves by itself', () => {
  test('is set only after saying yes to it in words, and every administrator is told', async () => {
    const office = await anOfficeWithTwoAdmins();

    const form = await office.types('joan', 'policy auto-below amount:400.00');
    const unsure = await office.submits('joan', form, { agreed: false });
    const before = await office.inAccount(({ policies }) => policies.current('sync-only'));
    const set = await office.submits('joan', form, { agreed: true });

    expect(replyText(form)).toContain('Purchases below EUR 400.00 need nobody’s approval');
    expect(replyText(unsure)).toContain('I understand');
    expect(before).toBeUndefined();
    expect(replyText(set)).toContain('The approval policy for Sync Only seats is set');
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toMatch(/Set by: +Joan Clarke/u);
  });

  test('approves below its amount what the requester agreed to, charges it, and is audited as the one who did', async () => {
    const office = await anOfficeWithTwoAdmins();
    await setsPolicy(office, 'joan', 'policy auto-below amount:400.00');

    const sent = await buys(office);

    expect(replyText(sent)).toContain('Nobody else was asked');
    expect(await theRequest(office)).toMatchObject({ state: 'approved', approvals: [], policy: { steps: [] } });
    expect(await charged(office)).toEqual(['accrued 5 EUR 150.16']);
    expect(await syncOnly(office)).toBe('0 of 5');
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('below EUR 400.00 by itself');
    const records = await office.inAccount(({ audit }) => audit.from(1, 1000));
    expect(records.filter(({ kind }) => kind === 'request.approved')).toMatchObject([
      { actor: { kind: 'job', job: 'approval-policy' }, facts: { policyVersion: 1, mode: 'auto-below' } },
    ]);
  });

  test('asks people about what whoever chose it asks for, also after somebody else changed something in it', async () => {
    const office = await anOfficeWithTwoAdmins();
    await setsPolicy(office, 'ada', 'policy auto');
    await setsPolicy(office, 'joan', 'policy hours:48');

    const sent = await buys(office);

    expect(replyText(sent)).toContain('Grace Hopper');
    expect(await theRequest(office)).toMatchObject({ state: 'pending', policy: { hours: 48 } });
    expect(await charged(office)).toEqual([]);
  });

  test('asks people from its amount on, and a whole period counts as much as the charge now', async () => {
    const office = await anOfficeWithTwoAdmins();
    // Five seats cost EUR 150.16 for the rest of March and EUR 245.00 for each month after.
    await setsPolicy(office, 'joan', 'policy auto-below amount:245.00');

    const sent = await buys(office);

    expect(replyText(sent)).toContain('It waits for Grace Hopper, Barbara Liskov');
    expect(await charged(office)).toEqual([]);
  });

  test('gives a named person their seat at once', async () => {
    const office = await anOfficeWithTwoAdmins();
    await setsPolicy(office, 'joan', 'policy auto');

    await office.types('ada', '/seat invite linus@acme.example Linus Torvald privacy:subjects');
    await office.checksSeats();
    const form = await office.presses('ada', (await office.lastNotice(office.ada, 'ada')).view, /^Review/u);
    const sent = await office.submits('ada', form, { agreed: true });

    expect(replyText(sent)).toContain('Request 1 is approved: a Sync Only seat for Linus Torvald');
    expect(await syncOnly(office)).toBe('1 of 5');
    expect(await charged(office)).toEqual(['accrued 4 EUR 120.13', 'waiting 1']);
  });

  test('never approves what is asked for by whoever set it', async () => {
    const office = await anOffice();
    const set = await setsPolicy(office, 'ada', 'policy auto');

    const sent = await buys(office);

    expect(replyText(set)).toContain('is set');
    expect(replyText(sent)).toContain('It waits for Grace Hopper, Barbara Liskov');
    expect(await charged(office)).toEqual([]);
  });

  test('stops in words when the account is billed in another currency than it counts in', async () => {
    const office = await anOfficeWithTwoAdmins();
    await setsPolicy(office, 'joan', 'policy auto-below amount:400.00');
    await office.setsTerms({ currency: currency('USD') });

    const sent = await buys(office);

    expect(replyText(sent)).toContain('The approval policy counts in another currency');
    expect(await office.inAccount(({ requests }) => requests.list())).toEqual([]);
  });

  test('refuses an amount in another currency, and an amount that is none', async () => {
    const office = await anOfficeWithTwoAdmins();

    const foreign = await office.types('joan', 'policy auto-below amount:"USD 100"');
    const none = await office.types('joan', 'policy auto-below amount:lots');
    const missing = await office.types('joan', 'policy auto-below');

    expect(replyText(foreign)).toContain('billed in EUR');
    expect(replyText(none)).toContain('Write it like EUR 100.00');
    expect(replyText(missing)).toContain('Say below which amount');
  });
});

describe('a rule of the policy', () => {
  test('asks two of the approvers and then an administrator from its amount on, and says why', async () => {
    const office = await anOfficeWithTwoAdmins();
    const added = await office.types('joan', 'policy rule from:1000.00 2 of approvers then admins');

    const small = await buys(office);
    const big = await buys(office, 'buy 30');

    expect(replyText(added)).toContain('EUR 1,000.00 and more: 2 of approvers, then any of admins');
    expect(replyText(small)).toContain('It waits for Grace Hopper, Barbara Liskov.');
    expect(replyText(big)).toContain('Joan Clarke');
    const { policy } = await theRequest(office);
    expect(policy.steps).toMatchObject([
      { needed: 2, approvers: [office.grace.id, office.barbara.id] },
      { needed: 1, approvers: [office.joan.id] },
    ]);
    const card = viewText((await office.lastNotice(office.grace, 'grace')).view);
    expect(card).toContain('you are an approver of this account (EUR 1,000.00 and more)');
  });

  test('is for the team of the person who gets the seat', async () => {
    const office = await anOfficeWithTwoAdmins();
    await office.inAccount(({ accounts }) =>
      accounts
        .get()
        .then((account) =>
          accounts.replace(account, { ...account, tier: 'enterprise', userManagers: 'admin', version: 2 }),
        ),
    );
    await office.types('joan', 'policy rule team:Sales all of barbara@acme.example');

    await office.types('ada', '/seat invite linus@acme.example Linus Torvald privacy:subjects team:sales');
    await office.checksSeats();
    const form = await office.presses('ada', (await office.lastNotice(office.ada, 'ada')).view, /^Review/u);
    await office.submits('ada', form, { agreed: true });
    const card = (await office.lastNotice(office.barbara, 'barbara')).view;

    expect((await theRequest(office)).policy.steps).toMatchObject([{ needed: 1, approvers: [office.barbara.id] }]);
    expect(viewText(card)).toContain('the approval policy names you (team Sales)');
  });

  test('names only people who may decide, and is refused with the way out', async () => {
    const office = await anOfficeWithTwoAdmins();
    await office.member('eve', 'Eve Moneypenny');

    const powerless = await office.types('joan', 'policy rule any of eve@acme.example');
    const nobody = await office.types('joan', 'policy rule any of nobody@acme.example');
    const tooMany = await office.types('joan', 'policy rule 3 of grace@acme.example, barbara@acme.example');
    const upsideDown = await office.types('joan', 'policy rule from:100 below:50 approvers');

    expect(replyText(powerless)).toContain('Add them first with approvers add');
    expect(replyText(nobody)).toContain('is nobody, or several people');
    expect(replyText(tooMany)).toContain('3 approvals are asked of 2 people');
    expect(replyText(upsideDown)).toContain('nothing would fit');
  });

  test('that asks for more people than there are stops the request before it is opened', async () => {
    const office = await anOffice();
    await office.types('ada', 'policy rule 3 of approvers');

    const sent = await buys(office);

    expect(replyText(sent)).toContain('The approval policy asks for 3 approvals');
    expect(replyText(sent)).toContain('nothing is charged');
    expect(await office.inAccount(({ requests }) => requests.list())).toEqual([]);
  });

  test('can be dropped, and changes no request that is open', async () => {
    const office = await anOfficeWithTwoAdmins();
    await office.types('joan', 'policy rule 2 of approvers');
    await buys(office);

    const dropped = await office.types('joan', 'policy drop 1');
    const none = await office.types('joan', 'policy drop 1');

    expect(replyText(dropped)).not.toContain('2 of approvers');
    expect(replyText(none)).toContain('no number 1');
    expect((await theRequest(office)).policy.steps).toMatchObject([{ needed: 2 }]);
  });
});

describe('a price that rises over what a rule asks more approvals for', () => {
  test('is approved by nobody where too few are left, and the way out is said', async () => {
    const office = await anOffice();
    await office.types('ada', 'policy rule 3 of approvers from:250.00');
    await buys(office);
    const card = await lastCard(office, 'grace');
    await office.setsTerms({ prices: { 'sync-only': { month: 5900n } } });

    const refused = await office.presses('grace', card, /^Approve EUR/u);

    expect(replyText(refused)).toContain('The approval policy asks for 3 approvals');
    expect(replyText(refused)).toContain('Ask an Admin to name another approver');
    expect(await theRequest(office)).toMatchObject({ state: 'pending', approvals: [] });
    expect(await charged(office)).toEqual([]);
  });
});

describe('approvers', () => {
  test('are added by an administrator, told about it, and asked from then on', async () => {
    const office = await anOffice();
    const eve = await office.member('eve', 'Eve Moneypenny');

    const added = await office.types('ada', 'approvers add eve@acme.example');
    const again = await office.types('ada', 'approvers add eve@acme.example');
    const told = await office.lastNotice(eve, 'eve');
    const sent = await buys(office);
    const list = await office.types('eve', 'approvers');

    expect(replyText(added)).toContain('Eve Moneypenny approves purchases from now on');
    expect(replyText(again)).toContain('is an approver already');
    expect(viewText(told.view)).toContain('Ada Lovelace made you an approver');
    expect(replyText(sent)).toContain('Eve Moneypenny');
    expect(replyText(list)).toContain('eve@acme.example');
  });

  test('the last one is removed only after it was said what that means', async () => {
    const office = await anOffice();
    await office.types('ada', 'approvers remove grace@acme.example');

    const form = await office.types('ada', 'approvers remove barbara@acme.example');
    const before = await office.inAccount(({ members }) => members.get(office.barbara.id));
    const removed = await office.submits('ada', form, { agreed: true });
    const sent = await buys(office);

    expect(replyText(form)).toContain('Barbara Liskov is the last approver');
    expect(before?.grants).toEqual(['approver']);
    expect(replyText(removed)).toContain('No approver is left');
    expect(replyText(sent)).toContain('Nobody else can approve this');
  });

  test('are named on Enterprise by an Enterprise Admin, and nobody names themself', async () => {
    const office = await anOffice();
    await office.inAccount(async ({ accounts }) => {
      const account = await accounts.get();
      await accounts.replace(account, { ...account, tier: 'enterprise', version: account.version + 1 });
    });
    await office.member('eva', 'Eva Enders', { role: 'enterprise-admin' });

    const byAdmin = await office.types('ada', 'approvers add ada@acme.example');
    const ownHand = await office.types('eva', 'approvers add eva@acme.example');

    expect(replyText(byAdmin)).toContain('You may not run');
    expect(replyText(ownHand)).toContain('Nobody gives rights to themself');
    const all = await office.inAccount(({ members }) => members.list());
    expect(all.filter(({ grants }) => grants.includes('approver')).map(({ fullName }) => fullName)).toEqual([
      'Grace Hopper',
      'Barbara Liskov',
    ]);
  });

  test('who lose the right are told, and the log says who took it', async () => {
    const office = await anOffice();

    await office.types('ada', 'approvers remove grace@acme.example');

    expect(viewText((await office.lastNotice(office.grace, 'grace')).view)).toMatch(/Changed by: +Ada Lovelace/u);
    const records = await office.inAccount(({ audit }) => audit.from(1, 1000));
    expect(records.filter(({ kind }) => kind === 'member.revoked')).toMatchObject([
      { actor: { memberId: office.ada.id }, subject: { id: office.grace.id }, facts: { after: 'standard' } },
    ]);
  });

  test('are nobody’s business who may not set them', async () => {
    const office = await anOffice();

    const replies = [await office.types('grace', 'approvers add ada'), await office.types('grace', 'policy auto')];

    for (const reply of replies) expect(replyText(reply)).toContain('You may not run');
  });
});
