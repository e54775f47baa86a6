import { waitFor } from '../demo/wait-for.ts';
import { cast, type CastName } from '../local/linden.ts';
import { servedTo } from './mailbox-readings.ts';
import { rowsOf } from './stored-rows.ts';
import type { World } from './world.ts';

/** One new mail in each mailbox, and its next cycle now. Answers how many messages each mail system served for it. */
export async function readOnce(world: World, names: readonly CastName[]): Promise<Readonly<Record<string, number>>> {
  const { standIns, adminUrl } = world;
  const before = await copies(adminUrl);
  for (const name of names) {
    const mailbox = standIns.mailboxes.get(cast[name].primary);
    const mail = mailbox?.newestFirst()[0]?.mail;
    if (mailbox === undefined || mail === undefined) throw new Error(`${name} has no mail`);
    mailbox.addMessage({ mail, place: 'inbox' });
  }
  standIns.google.log.clear();
  standIns.microsoft.log.clear();
  await readNow(world);
  await waitFor('the new mail being stored', async () =>
    (await copies(adminUrl)) === before + names.length ? true : undefined,
  );
  return Object.fromEntries(names.map((name) => [name, servedTo(standIns, name).size]));
}

async function copies(adminUrl: string): Promise<number> {
  return (await rowsOf(adminUrl, 'SELECT 1 FROM message_copy')).length;
}

async function readNow({ inAccount, core, accountId }: World): Promise<void> {
  await inAccount(async ({ mailboxes, work }) => {
    for (const { id: mailboxId } of await mailboxes.list())
      await work.add({
        id: core.ids.next('work'),
        kind: 'mailbox.sync',
        key: `mailbox.sync:${mailboxId}`,
        payload: { accountId, mailboxId },
        dueAt: core.clock.now(),
      });
  });
}
