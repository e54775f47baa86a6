import { tell } from '../../core/outbox/tell.ts';
import type { CastName } from '../local/linden.ts';
import type { World } from './world.ts';

/** A message to each of them under each title, to be sent as soon as a worker comes by. */
export async function tellMembers(
  { inAccount, core, accountId, members }: World,
  names: readonly CastName[],
  titles: readonly string[],
): Promise<void> {
  await inAccount(async (stores) => {
    for (const name of names)
      for (const title of titles)
        await tell(core, stores, accountId, {
          key: `faults:${name}:${title}`,
          subject: `faults:${name}:${title}`,
          recipient: { kind: 'member', memberId: members[name].id },
          view: { title, tone: 'neutral', blocks: [], actions: [] },
        });
  });
}
