import { describe, expect, test } from 'vitest';
import { createVerifyForAsker } from '../../core/audit/verify-for-asker.ts';
import { WORK_PAYLOADS } from '../../core/work/work.ts';
import { ACME } from '../builders/ids.ts';
import { signHead } from '../../core/audit/head-signature.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { aSigningKey } from '../core/audit/signing-keys.ts';
import { createFakeHeadFile } from '../fakes/fake-head-file.ts';
import { anOffice, type Office } from './office.ts';
import { recorded } from './recorded.ts';
import { CONSOLE, viewText } from './world.ts';

describe('somebody who asks in a chat whether the log holds', () => {
  test('is answered without a record being read, and told when all were', async () => {
    const office = await anOffice();
    await recorded(office, 1203);

    const said = replyText(await office.types('ada', 'audit verify'));
    await office.verifiesLogs();

    expect(said).toContain('The audit log is being verified');
    expect(said).not.toContain('unbroken');
    expect(await toldTo(office)).toMatch(/The audit log is unbroken[\s\S]*Records: +1,203/u);
  });

  test('is told once, however often a worker was stopped on the way', async () => {
    const office = await anOffice();
    await recorded(office, 1203);
    await office.types('ada', 'audit verify');
    const stopping = new AbortController();
    const verify = createVerifyForAsker({ ...office.deps, transaction: stopsAfter(office, 2, stopping) });
    const lease = await leaseOf(office);

    const stopped = verify(WORK_PAYLOADS['audit.verify'].parse(lease.work.payload), stopping.signal, lease);
    await expect(stopped).rejects.toThrow('Stopped');
    const again = createVerifyForAsker(office.deps);
    await again(WORK_PAYLOADS['audit.verify'].parse(lease.work.payload), new AbortController().signal, lease);
    office.clock.advance({ hours: 1 });
    await office.verifiesLogs();

    expect(await office.verifiesLogs()).toBe(0);
    const told = await office.inAccount(({ notices }) => notices.list(['pending']));
    expect(told.filter(({ subject }) => subject.startsWith('audit-verify:'))).toHaveLength(1);
  });

  test('is told what is wrong, by the first record that is', async () => {
    const heads = { keys: [aSigningKey('ours')], file: createFakeHeadFile() };
    const office = await anOffice({ heads });
    await recorded(office, 3);
    const sealed = { accountId: ACME, seq: 2, hash: 'f'.repeat(64), at: office.clock.now() };
    await heads.file.append(ACME, signHead(aSigningKey('ours'), sealed));

    await office.types('ada', 'audit verify');
    await office.verifiesLogs();

    expect(await toldTo(office)).toContain('The audit log is broken at record 2');
  });

  test('is told nothing of it when they may not know any more', async () => {
    const office = await anOffice();
    await recorded(office, 3);
    await office.types('ada', 'audit verify');
    await office.inAccount(({ members }) =>
      members.replace(office.ada, { ...office.ada, role: 'standard', version: office.ada.version + 1 }),
    );

    await office.verifiesLogs();

    const told = await toldTo(office);
    expect(told).toContain('You may not run “audit verify”');
    expect(told).not.toContain('unbroken');
  });
});

test('whoever sits at the console waits for it and has it in the answer', async () => {
  const office = await anOffice();
  await office.member(CONSOLE, 'At the Console', { role: 'admin' });
  await recorded(office, 3);

  expect(replyText(await office.types(CONSOLE, 'audit verify'))).toMatch(/unbroken[\s\S]*Records: +3/u);
  expect(await office.verifiesLogs()).toBe(0);
});

async function toldTo(office: Office): Promise<string> {
  return viewText((await office.lastNotice(office.ada, 'ada')).view);
}

/** The transactions of a worker that is told to stop when it has begun so many. */
function stopsAfter({ deps }: Office, count: number, stopping: AbortController): Office['deps']['transaction'] {
  let begun = 0;
  return {
    run: async (accountId, work) => {
      begun += 1;
      if (begun === count) stopping.abort(new Error('Stopped'));
      return await deps.transaction.run(accountId, work);
    },
  };
}

async function leaseOf({ database, clock }: Office) {
  clock.advance({ seconds: 1 });
  const [due] = (await database.queue.due(clock.now(), 10)).filter(({ kind }) => kind === 'audit.verify');
  const lease =
    due && (await database.queue.claim(due.accountId, due.workId, clock.now(), clock.now().add({ minutes: 1 })));
  if (lease === undefined) throw new Error('Nothing is to be verified');
  return lease;
}
