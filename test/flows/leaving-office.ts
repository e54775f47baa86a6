import { createCarryOutDeparture } from '../../core/departures/carry-out-departure.ts';
import { DEFAULT_DEPARTURE_CONFIG } from '../../core/departures/departure-config.ts';
import type { Departure } from '../../core/departures/departure.ts';
import type { Mailbox } from '../../core/mailboxes/mailbox.ts';
import type { Member } from '../../core/people/member.ts';
import type { SealedView } from '../../core/views/view.ts';
import { ACME, ids } from '../builders/ids.ts';
import { aCopy, aMailPage } from '../builders/mail.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { aList, anApiKey } from '../builders/records.ts';
import { aSeat } from '../builders/seats.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { aWorld, viewText } from './world.ts';

export type LeavingOffice = Awaited<ReturnType<typeof aLeavingOffice>>;

/** Ada manages users; Grace has a seat, a work mailbox, a list and a key, and where wanted a personal mailbox. */
export async function aLeavingOffice({ seats = 1, personal = false }: { seats?: number; personal?: boolean } = {}) {
  const world = await aWorld({ seats });
  const ada = await world.member('ada', 'Ada Lovelace', { role: 'admin' });
  const grace = await world.member('grace', 'Grace Hopper');
  const work = aMailbox({
    memberId: grace.id,
    address: grace.address,
    cursor: 'page 7',
    lastSyncAt: world.clock.now(),
  });
  const home = aMailbox({ memberId: grace.id, address: 'grace@home.example', class: 'personal', cursor: 'page 2' });
  await world.inAccount(async (stores) => {
    const entitlement = await stores.entitlements.lock('sync-only');
    await stores.entitlements.replace(entitlement, { ...entitlement, used: 1, version: entitlement.version + 1 });
    await stores.seats.add(aSeat({ memberId: grace.id, invitedBy: ada.id }));
    for (const mailbox of personal ? [work, home] : [work]) await fill(stores, mailbox);
    await stores.lists.add(aList({ ownerId: grace.id, name: 'Investors', privacy: 'shared' }));
    await stores.apiKeys.add(anApiKey({ memberId: grace.id, integration: 'Zapier' }));
  });

  // What was there is older than whatever happens now.
  world.clock.advance({ hours: 1 });
  const carryOut = createCarryOutDeparture({
    ids,
    clock: world.clock,
    audit: world.deps.audit,
    leaving: DEFAULT_DEPARTURE_CONFIG,
    transaction: { run: (_, work_) => world.inAccount(work_) },
  });

  return {
    ...world,
    ada,
    grace,
    work,
    home,
    /** Everything that is due of departures, as the worker would do it. */
    worksOnDepartures: async () => {
      const due = await world.database.queue.due(world.clock.now(), 100);
      for (const { workId, kind } of due) {
        if (kind !== 'departure.carry-out') continue;
        const lease = await world.database.queue.claim(
          ACME,
          workId,
          world.clock.now(),
          world.clock.now().add({ minutes: 1 }),
        );
        if (lease === undefined) continue;
        const payload = lease.work.payload as Parameters<typeof carryOut>[0];
        await world.database.queue.finish(lease, await carryOut(payload, new AbortController().signal));
      }
    },
    /** From the card to the tick, and the answer to it. */
    deactivates: async (words = 'deactivate grace@acme.example') => {
      const card = await world.types('ada', words);
      const form = await world.presses('ada', viewOf(card), 'Deactivate Grace Hopper');
      return { card, form, answer: await world.submits('ada', form, { agreed: true }) };
    },
    /** One more message turns up in a mailbox. */
    readsMore: (mailbox: Mailbox) =>
      world.inAccount(({ mail }) =>
        mail.keep(aMailPage(mailbox, { copies: [aCopy(mailbox, { address: 'late@late.example' })] })),
      ),
    departure: async (): Promise<Departure | undefined> =>
      (await world.inAccount(({ departures }) => departures.ofMember(grace.id))).at(-1),
    memberNow: async ({ id }: Member) => await world.inAccount(({ members }) => members.get(id)),
    mailboxNow: async ({ id }: Mailbox) => await world.inAccount(({ mailboxes }) => mailboxes.get(id)),
    counts: () => world.inAccount(({ crm }) => crm.counts()),
    used: async () => (await world.inAccount(({ entitlements }) => entitlements.list()))[0]?.used,
    told: async (who: { readonly id: Member['id'] }) =>
      (await world.inAccount(({ notices }) => notices.list(['pending'])))
        .filter(({ recipient }) => recipient.kind === 'member' && recipient.memberId === who.id)
        .map(({ view }) => viewText(view)),
  };
}

type Stores = Parameters<Parameters<Awaited<ReturnType<typeof aWorld>>['inAccount']>[0]>[0];

async function fill({ mailboxes, mail, runs }: Stores, mailbox: Mailbox): Promise<void> {
  await mailboxes.add(mailbox);
  const copies = ['one', 'two'].map((name) => aCopy(mailbox, { address: `${name}@${mailbox.class}.example` }));
  await mail.keep(aMailPage(mailbox, { copies }));
  await runs.add({
    id: ids.next('sync-run'),
    accountId: mailbox.accountId,
    mailboxId: mailbox.id,
    trigger: 'cycle',
    queuedAt: Temporal.Instant.from('2026-03-13T09:00:00Z'),
    expected: undefined,
    gaps: [],
    tally: EMPTY,
    version: 1,
    state: 'queued',
  });
}

const EMPTY = {
  seen: 0,
  kept: 0,
  skipped: {},
  parked: 0,
  removed: 0,
  people: 0,
  organizations: 0,
  interactions: 0,
  connections: 0,
};

export function viewOf(reply: Parameters<typeof replyText>[0]): SealedView {
  if (reply.kind === 'form' || reply.kind === 'fields') throw new Error(`No message but ${replyText(reply)}`);
  return reply.view as SealedView;
}
