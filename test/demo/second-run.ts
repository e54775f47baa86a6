import { cast } from '../local/linden.ts';
import { writeKeyFiles } from '../local/key-files.ts';
import { inAccount, verify } from './chapter-proof.ts';
import type { Stage } from './cast-on-stage.ts';
import { must } from './narrator.ts';
import { waitFor } from './wait-for.ts';

/** The vendors have forgotten every token they gave out; ours is kept. Everything is read again and nothing is twice. */
export async function secondRun(stage: Stage, dataDir: string): Promise<void> {
  const { operator, clara, narrator, office } = stage;
  const before = await picture(stage);
  const keys = await writeKeyFiles(dataDir, office.standIns);
  await operator(`setup google key-file:${keys.google} admin:${cast.clara.primary}`);
  await operator(`setup microsoft key-file:${keys.microsoft}`);
  const started = office.core.clock.now();
  for (const { primary } of [cast.ines, cast.sofie]) await clara.types(`/seat sync ${primary}`);
  await waitFor('both mailboxes to be read again', () => readSince(stage, started));
  const invited = await clara.types(
    `/seat invite ${cast.ines.primary} "${cast.ines.fullName}" privacy:subjects mail-system:google`,
  );
  must(/is here already/u.test(invited), 'inviting Ines again is refused as a duplicate', narrator);
  const after = await picture(stage);
  narrator.sees('The database', JSON.stringify(after, undefined, 2));
  must(JSON.stringify(after) === JSON.stringify(before), 'the second run duplicated nothing', narrator);
  await verify(stage, 'the audit chain still verifies');
}

async function readSince(stage: Stage, since: Temporal.Instant): Promise<true | undefined> {
  return await inAccount(stage, async ({ mailboxes }) => {
    const all = await mailboxes.list();
    const fresh = all.filter(
      ({ address, lastSyncAt }) =>
        [cast.ines.primary, cast.sofie.primary].includes(address) &&
        lastSyncAt !== undefined &&
        Temporal.Instant.compare(lastSyncAt, since) > 0,
    );
    return fresh.length === 2 ? true : undefined;
  });
}

/** Everything that a second run could duplicate. */
async function picture(stage: Stage) {
  return await inAccount(stage, async ({ crm, members, seats, requests, charges, entitlements }) => ({
    crm: await crm.counts(),
    members: (await members.list()).length,
    seats: (await seats.list()).length,
    requests: (await requests.list()).length,
    charges: (await charges.list()).length,
    entitlements: (await entitlements.list()).map(({ seatType, purchased, used }) => ({ seatType, purchased, used })),
  }));
}
