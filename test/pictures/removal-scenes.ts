import { createCarryOutDeparture } from '../../core/departures/carry-out-departure.ts';
import { createCarryOutRemoval } from '../../core/removals/carry-out-removal.ts';
import { NOW } from '../builders/ids.ts';
import { someWork } from '../builders/work.ts';
import { DOMAIN } from './office-mail.ts';
import { openOffice, type Office } from './office.ts';
import type { Scene } from './slack-scenes.ts';
import { actor, formOf, PEOPLE, viewOf, type Actor } from './story.ts';

export const NORA = {
  fullName: 'Nora Lindqvist',
  address: `nora.lindqvist@${DOMAIN}`,
  role: 'standard',
  grants: [],
} as const;
const SAM = { fullName: 'Sam Okoro', address: `sam.okoro@${DOMAIN}`, role: 'standard', grants: ['support'] } as const;

/** Clara asks for the removal of somebody who left; support sets a day, and it is done. */
export async function removalScenes(): Promise<readonly Scene[]> {
  const office = await openOffice({ surface: 'slack', workspace: 'T-LINDEN' });
  const clara = await actor(office, 'U-CLARA', PEOPLE.clara);
  const sam = await actor(office, 'U-SAM', SAM);
  await office.employs('U-NORA', NORA);
  const form = formOf(await clara.types(`/seat remove ${NORA.address}`));
  await clara.submits(form, {
    fullName: NORA.fullName,
    addresses: NORA.address,
    reason: 'They left and asked for it.',
    ticket: '',
  });
  const asked = await sam.isTold(/waits for support$/u);
  await sam.presses(asked, /^Assign to me$/u);
  const taken = await sam.isTold(/is being looked at$/u);
  const day = formOf(await sam.presses(taken, /^Set a day$/u));
  await sam.submits(day, { day: '2026-03-14', agreed: true });
  const scheduled = await sam.isTold(/is scheduled$/u);
  await carriedOut(office);
  return [
    {
      name: 'slack-remove-form',
      kind: 'form',
      form,
      expected: { texts: ['Full name', 'All e-mail addresses'], buttons: [/^Ask/u] },
    },
    message('slack-removal-card', asked, ['Clara Whitfield', 'due by'], [/^Assign to me$/u, /^Reject$/u]),
    {
      name: 'slack-removal-day',
      kind: 'form',
      form: day,
      expected: { texts: ['I agree', 'Day'], buttons: [/^Agree$/u] },
    },
    message('slack-removal-scheduled', scheduled, ['Carried out on'], [/^Set another day$/u]),
    message('slack-removal-complete', await sam.isTold(/is complete$/u), ['Certificate'], [/certificate/u]),
    ...(await certificate(clara)),
  ];
}

async function certificate(clara: Actor): Promise<readonly Scene[]> {
  const text = viewOf(await clara.types('/seat removal 1 json'));
  return [message('slack-removal-certificate', text, ['usher-removal-certificate/1'], [])];
}

function message(
  name: string,
  view: Extract<Scene, { kind: 'message' }>['view'],
  texts: readonly string[],
  buttons: readonly RegExp[],
): Scene {
  return { name, kind: 'message', view, isPrivate: false, expected: { texts, buttons } };
}

/** As the worker would, a day later. */
export async function carriedOut({ clock, deps, inAccount }: Office): Promise<void> {
  clock.advance({ hours: 49 });
  const request = (await inAccount(({ removals }) => removals.list()))[0];
  if (request === undefined) throw new Error('No removal was asked for');
  const { id: removalId, accountId, memberId } = request;
  const lease = { work: { ...someWork({ accountId }), accountId, attempts: 0 }, fencing: 1, until: NOW };
  const { signal } = new AbortController();
  const removing = createCarryOutRemoval(deps);
  await removing({ accountId, removalId }, signal, lease);
  const departure = await inAccount(({ departures }) => departures.open(memberId));
  if (departure === undefined) throw new Error('Nobody leaves');
  await createCarryOutDeparture(deps)({ accountId, departureId: departure.id }, signal);
  await removing({ accountId, removalId }, signal, lease);
}
