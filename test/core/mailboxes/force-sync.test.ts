import { expect, test } from 'vitest';
import { ACME, ids } from '../../builders/ids.ts';
import { aMailbox, aQueuedRun } from '../../builders/mailboxes.ts';
import { aSeat } from '../../builders/seats.ts';
import { anOffice } from '../../flows/office.ts';
import { replyText } from '../commands/reply-text.ts';

test('a reading whose work was parked goes on when it is asked for, as the same reading', async () => {
  const office = await anOffice();
  const { mailbox, run } = await readingOfAda(office);
  await parkItsWork(office, mailbox.id);

  const reply = await office.types('ada', 'sync');

  const [due] = await office.database.queue.due(office.clock.now(), 10);
  const claimed = due && (await office.database.queue.claim(ACME, due.workId, office.clock.now(), office.clock.now()));
  expect(replyText(reply)).toContain('One is under way');
  expect(claimed?.work).toMatchObject({ kind: 'mailbox.sync', payload: { mailboxId: mailbox.id }, attempts: 0 });
  expect(await office.inAccount(({ runs }) => runs.unfinished(mailbox.id))).toMatchObject({ id: run.id });
});

test('whoever asks for a reading gets one message, which the reading goes on to repaint', async () => {
  const office = await anOffice();
  await office.inAccount(async (stores) => {
    await stores.seats.add(aSeat({ memberId: office.ada.id }));
    await stores.mailboxes.add(aMailbox({ memberId: office.ada.id, address: office.ada.address }));
  });

  await office.types('ada', 'sync');

  const told = await office.inAccount(({ notices }) => notices.list(['pending']));
  const progress = told.filter(({ subject }) => subject.startsWith('sync-run:'));
  expect(progress.map(({ recipient, view }) => ({ recipient, title: view.title }))).toEqual([
    { recipient: { kind: 'member', memberId: office.ada.id }, title: `Reading the mailbox of ${office.ada.fullName}` },
  ]);
});

type Office = Awaited<ReturnType<typeof anOffice>>;

async function readingOfAda({ inAccount, clock, ada }: Office) {
  const mailbox = aMailbox({ memberId: ada.id, address: ada.address });
  const run = { ...aQueuedRun({ mailboxId: mailbox.id }), state: 'running', startedAt: clock.now() } as const;
  await inAccount(async (stores) => {
    await stores.seats.add(aSeat({ memberId: ada.id }));
    await stores.mailboxes.add(mailbox);
    await stores.runs.add(run);
  });
  return { mailbox, run };
}

async function parkItsWork({ inAccount, clock, database }: Office, mailboxId: ReturnType<typeof aMailbox>['id']) {
  const workId = ids.next('work');
  await inAccount(({ work }) =>
    work.add({
      id: workId,
      kind: 'mailbox.sync',
      key: `mailbox.sync:${mailboxId}`,
      payload: { accountId: ACME, mailboxId },
      dueAt: clock.now(),
    }),
  );
  const lease = await database.queue.claim(ACME, workId, clock.now(), clock.now().add({ seconds: 30 }));
  if (lease === undefined) throw new Error('The work could not be claimed');
  await database.queue.finish(lease, { kind: 'parked', reason: 'it ended its worker each time' });
}
