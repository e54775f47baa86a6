import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changePurchased } from '../../core/seats/capacity.ts';
import { buttonLabels } from '../demo/in-slack.ts';
import { waitFor } from '../demo/wait-for.ts';
import { openChatScene, type ChatScene } from '../faults/chat-scene.ts';
import { cast, type CastName } from '../local/linden.ts';
import { inputsOf } from '../stand-ins/slack/open-views.ts';
import type { ShownMessage } from '../stand-ins/slack/slack-stand-in.ts';
import type { ShownFile } from '../stand-ins/slack/uploads.ts';

const NEW: readonly CastName[] = ['ines', 'sofie', 'jana'];

/** A byte order mark, semicolons and Windows line ends, as a spreadsheet saves it. */
const LIST = `\uFEFF${[
  'Full name;E-mail;Seat type;Mail system;Trial',
  `${cast.ines.fullName};${cast.ines.primary};sync only;google;`,
  `${cast.sofie.fullName};${cast.sofie.primary};Full Access;microsoft;`,
  `${cast.jana.fullName};${cast.jana.primary};;microsoft;7 days`,
  'Harold Beck;harold.beck@lindenpartners.example;;google;',
  `"=HYPERLINK(""https://evil.example"")";nobody@elsewhere.example;;google;`,
  `${cast.ines.fullName};${cast.ines.primary.toUpperCase()};;google;`,
].join('\r\n')}`;

describe('a file with people, chosen in Slack, with the real database, web process, worker and mail systems', () => {
  let scene: ChatScene;
  let preview: ShownMessage;
  let consent: string;
  let price: ShownMessage;
  let card: string;
  let done: ShownMessage;
  let exported: ShownFile;

  beforeAll(async () => {
    scene = await openChatScene();
    const { clara, rasmus, standIns, world } = scene;
    await nobodyIsHere(scene);
    await Promise.all([scene.opensWeb(), world.spawns('worker-process.ts')]);
    standIns.slack.hasFile('clara', 'people.csv', LIST);

    await clara.types('/seat invite csv');
    await clara.fillsIn({ 'Or a file': 'people.csv', 'What colleagues see of their mail and meetings': level(scene) });
    preview = await clara.reads(/can be invited/u);
    consent = await clara.presses(preview, /^Check/u);
    await clara.agrees(/^Consent/u);
    price = await clara.reads(/Most that can be charged/u);
    await clara.presses(price, /^Review/u);
    await clara.agrees(/^Acknowledgement/u);
    const asked = await rasmus.reads(/waits for approval/u);
    card = asked.text;
    await rasmus.presses(asked, /^Approve/u);
    done = await clara.reads(/Your list is done/u);
    await clara.presses(done, /^Export as CSV/u);
    exported = await waitFor('the list coming back as a file', async () =>
      (await standIns.slack.filesTo('clara')).find(({ name }) => name === 'invited.csv'),
    );
  }, 180_000);

  afterAll(() => scene[Symbol.asyncDispose]());

  test('is fetched, and answered row by row before anything happens', () => {
    expect(preview.reads).toContain('6 people: 4 can be invited, 2 cannot');
    expect(preview.reads).toContain('elsewhere.example is not a domain of this account');
    expect(preview.reads).toContain('Line 2 has the same address');
    expect(buttonLabels(preview)).toContain('Check 4 mailboxes');
  });

  test('asks for consent to the end of a trial first', () => {
    expect(consent).toContain('I agree that 1 trial of this list ends at the end of its last day');
  });

  test('has one price for those whose mailbox could be read, each type with its minimum and its formula', () => {
    expect(price.reads).toMatch(/Sync Only: EUR 49\.00 × 1 × /u);
    expect(price.reads).toMatch(/Sync Only: EUR 49\.00 × 4 × .*minimum quantity of a first purchase/u);
    expect(price.reads).toMatch(/Full Access: EUR 99\.00 × 1 × /u);
    expect(price.reads).toMatch(/Sync Only 0 now, 5 after; Full Access 0 now, 1 after/u);
  });

  test('is approved in Teams, by somebody who sees for whom and what', async () => {
    expect(card).toContain(cast.sofie.fullName);
    const [request] = await scene.world.inAccount(({ requests }) => requests.list());
    expect(request?.state).toBe('approved');
    expect(request?.approvals.map(({ by }) => by)).toEqual([scene.world.members.rasmus.id]);
  });

  test('gives each their seat, charges nobody for a trial, and keeps what could not be read out of the bill', async () => {
    const seats = await scene.world.inAccount((stores) => stores.seats.list());
    const of = (name: CastName) => seats.find(({ memberId }) => memberId === scene.world.members[name].id);
    const lines = await scene.world.inAccount(({ charges }) => charges.list());
    const entitlements = await scene.world.inAccount((stores) => stores.entitlements.list());

    expect(of('ines')).toMatchObject({ state: 'active', seatType: 'sync-only', basis: 'purchased' });
    expect(of('sofie')).toMatchObject({ state: 'active', seatType: 'full-access', basis: 'purchased' });
    expect(of('jana')).toMatchObject({ state: 'active', basis: 'trial' });
    expect(seats.filter(({ state }) => state === 'refused')).toHaveLength(1);
    expect(lines.map(({ seatType, quantity, state }) => `${seatType} ${quantity} ${state}`).toSorted()).toEqual([
      'full-access 1 accrued',
      'sync-only 1 accrued',
      'sync-only 4 accrued',
    ]);
    expect(entitlements.map(({ seatType, used, purchased }) => `${seatType} ${used}/${purchased}`).toSorted()).toEqual([
      'full-access 1/1',
      'sync-only 1/5',
    ]);
  });

  test('tells the result of each, and comes back as a file that no spreadsheet runs', () => {
    expect(done.reads).toContain('3 of 6 people have a seat');
    expect(exported.text).toMatch(new RegExp(`${cast.ines.fullName},.*,Sync Only,has a seat,`, 'u'));
    expect(exported.text).toMatch(new RegExp(`${cast.sofie.fullName},.*,Full Access,has a seat,`, 'u'));
    expect(exported.text).toMatch(/Jana Novotná,.*"Sync Only, trial of 7 days",has a seat,/u);
    expect(exported.text).toMatch(/Harold Beck,.*has no seat/u);
    expect(exported.text).toContain(`'=HYPERLINK`);
    expect(exported.text).not.toMatch(/(?:^|,)"?=HYPERLINK/mu);
  });
});

/** Nobody of them has been here, and no seat was ever bought. */
async function nobodyIsHere({ world }: ChatScene): Promise<void> {
  await world.inAccount(async (stores) => {
    for (const name of NEW) {
      const member = world.members[name];
      await stores.members.replace(member, { ...member, standing: 'invited', version: member.version + 1 });
    }
    await changePurchased(stores, 'sync-only', -5, Temporal.Now.instant());
  });
}

/** What is offered first of what colleagues may see. */
function level({ standIns }: ChatScene): string {
  for (const { element, label } of formInputs(standIns.slack.openModal('clara')))
    if (label.text.startsWith('What colleagues see') && element.type === 'radio_buttons')
      return element.options.at(-1)?.text.text ?? '';
  throw new Error('The form does not ask what colleagues see');
}

function formInputs(view: Parameters<typeof inputsOf>[0] | undefined) {
  if (view === undefined) throw new Error('No form is open');
  return inputsOf(view);
}
