import { waitFor } from '../demo/wait-for.ts';
import { cast, teamsPerson, type CastName } from '../local/linden.ts';
import type { StandIns } from '../local/stand-ins.ts';
import { personalChatId } from '../stand-ins/teams/people.ts';
import { readCard } from '../stand-ins/teams/card-reader.ts';
import { rowsOf } from './stored-rows.ts';
import type { World } from './world.ts';

const COMPLETE = /first reading of your mailbox is complete/u;

export async function untilRead({ adminUrl }: World, mailboxes: number): Promise<void> {
  await waitFor(`${mailboxes} mailboxes being read`, async () => {
    const done = await rowsOf(adminUrl, `SELECT 1 FROM sync_run WHERE state = 'succeeded' AND trigger = 'initial'`);
    return done.length === mailboxes ? true : undefined;
  });
}

/** Until nothing is due and every message is out, also those that a platform made wait: what is told twice shows then. */
export async function untilIdle({ adminUrl, core }: World): Promise<void> {
  let open: readonly unknown[] = [];
  const idle = waitFor('nothing being due any more', async () => {
    open = await rowsOf(
      adminUrl,
      `SELECT kind, state, attempts, due_at, leased_until FROM work WHERE state = 'open'
         AND (kind = 'outbox.deliver' OR leased_until IS NOT NULL OR due_at <= '${core.clock.now().toString()}')`,
    );
    return open.length === 0 ? true : undefined;
  });
  await idle.catch((cause: unknown) => {
    throw new Error(`At ${core.clock.now().toString()} there was still ${JSON.stringify(open)}`, { cause });
  });
}

/** How many requests for a page of messages a mailbox has got. */
export function pagesAsked({ google, microsoft }: StandIns, name: CastName): number {
  const { provider, primary: subject } = cast[name];
  return provider === 'google'
    ? google.log.entries({ subject, method: 'users.messages.list' }).length
    : microsoft.log.entries({ subject, method: 'messages/delta' }).length;
}

/** How often each message of the mailbox left its mail system. */
export function servedTo({ google, microsoft }: StandIns, name: CastName): ReadonlyMap<string, number> {
  const { provider, primary } = cast[name];
  return (provider === 'google' ? google.log : microsoft.log).served(primary);
}

export async function completionsTold(standIns: StandIns, name: CastName): Promise<number> {
  return (await directMessages(standIns, name)).filter((text) => COMPLETE.test(text)).length;
}

export async function directMessages({ slack, teams }: StandIns, name: CastName): Promise<readonly string[]> {
  if (cast[name].provider === 'google') return (await slack.dmWith(name)).map(({ reads }) => reads);
  return teams.conversations.activitiesIn(personalChatId(teamsPerson(name))).flatMap(({ versions }) => {
    const latest = versions.at(-1);
    const card = latest?.attachments?.[0]?.content;
    return card === undefined ? (latest?.text ?? []) : readCard(card).all;
  });
}
