import { describe, expect, test } from 'vitest';
import { episodeSubject } from '../../core/mailboxes/episode-causes.ts';
import type { Episode } from '../../core/mailboxes/sync-run.ts';
import { tell } from '../../core/outbox/tell.ts';
import { ACME, ids } from '../builders/ids.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { aLeavingOffice, type LeavingOffice } from './leaving-office.ts';
import { viewText } from './world.ts';

describe('whose mailbox waits for access that the whole company lacks, and who leaves', () => {
  test.each(['credential:google', 'provider:google'])(
    'is named no more in the message of %s, and the others are as before',
    async (cause) => {
      const office = await aLeavingOffice();
      const ada = aMailbox({ memberId: office.ada.id, address: office.ada.address });
      await office.inAccount(({ mailboxes }) => mailboxes.add(ada));
      const episode = await waiting(office, cause, [office.work.id, ada.id]);

      await office.deactivates();

      expect(await office.inAccount(({ episodes }) => episodes.open(cause))).toMatchObject({ mailboxes: [ada.id] });
      expect(await message(office, episode)).not.toContain('Grace Hopper');
    },
  );

  test.each(['credential:google', 'provider:google'])('ends %s when nobody else waits for it', async (cause) => {
    const office = await aLeavingOffice();
    const episode = await waiting(office, cause, [office.work.id]);

    await office.deactivates();

    expect(await office.inAccount(({ episodes }) => episodes.open(cause))).toBeUndefined();
    expect(await message(office, episode)).toContain('Nobody has to mend this any more');
    expect(await message(office, episode)).not.toContain('Grace Hopper');
  });
});

async function waiting(
  { inAccount, clock }: LeavingOffice,
  cause: string,
  mailboxes: Episode['mailboxes'],
): Promise<Episode> {
  const fault = cause.startsWith('provider') ? 'unavailable' : 'credential';
  const episode: Episode = {
    id: ids.next('episode'),
    accountId: ACME,
    cause,
    fault,
    mailboxes,
    openedAt: clock.now(),
    closedAt: undefined,
    version: 1,
  };
  await inAccount(async (stores) => {
    await stores.episodes.add(episode);
    await tell({ ids, clock }, stores, ACME, {
      key: episodeSubject(episode),
      subject: episodeSubject(episode),
      recipient: { kind: 'address', address: { kind: 'channel', surface: 'chat', workspace: 'W1', channel: 'C1' } },
      view: { title: 'The mailbox of Grace Hopper cannot be read', tone: 'bad', blocks: [], actions: [] },
    });
  });
  return episode;
}

async function message({ inAccount }: LeavingOffice, episode: Episode): Promise<string> {
  const [notice] = await inAccount(({ notices }) => notices.ofSubject(episodeSubject(episode)));
  if (notice === undefined) throw new Error('There is no message');
  return viewText(notice.view);
}
