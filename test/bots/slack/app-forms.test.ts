import { describe, expect, test } from 'vitest';
import type { SealedForm } from '../../../core/views/view.ts';
import { actionId } from '../../fixtures/view-parts.ts';
import type { OpenView } from '../../stand-ins/slack/open-views.ts';
import { setupSlackWorld, type SlackWorld } from './slack-world.ts';

const FORM: SealedForm = {
  title: 'Invite a colleague',
  blocks: [],
  inputs: [
    { kind: 'text', name: 'name', label: 'Full name', required: true, maxLength: 100, multiline: false },
    {
      kind: 'choice',
      name: 'privacy',
      label: 'Privacy',
      required: true,
      options: [
        { value: 'all', label: 'Share all' },
        { value: 'subjects', label: 'Subjects only' },
      ],
      initial: 'subjects',
    },
    { kind: 'check', name: 'agreed', label: 'Charge', required: false, sentence: 'I acknowledge the charge.' },
  ],
  submit: { label: 'Invite', does: actionId(7) },
};

const LIST: SealedForm = {
  title: 'Invite many colleagues',
  blocks: [],
  inputs: [{ kind: 'file', name: 'upload', label: 'Or a file', required: false, formats: ['csv'], hint: 'Send it.' }],
  submit: { label: 'Show', does: actionId(8) },
};

describe('a form with a file', () => {
  test.each([
    ['that was chosen', { 'Or a file': 'people.csv' }, { upload: 'F-people.csv' }],
    ['that was left out', {}, {}],
  ])('%s comes back by the name that Slack has for it', async (_, filled, answers) => {
    await using world = await setupSlackWorld();
    const modal = await openForm(world, { form: LIST });

    await world.driver.submits('ada', modal, filled);
    await world.app.drained();

    expect(world.frontDoor.handled()[1]).toMatchObject({ ask: { kind: 'submit', answers } });
  });

  test('takes one file, of the formats that are read', async () => {
    await using world = await setupSlackWorld();

    const modal = await openForm(world, { form: LIST });

    expect(modal.blocks).toMatchObject([{ element: { type: 'file_input', max_files: 1, filetypes: ['csv'] } }]);
    await expect(world.driver.submits('ada', modal, { 'Or a file': 'people.xlsx' })).rejects.toThrow(
      '"Or a file" takes no such file',
    );
  });
});

describe('a form', () => {
  test('opens as a modal for whoever typed the command', async () => {
    await using world = await setupSlackWorld();

    const modal = await openForm(world);

    expect(modal.title.text).toBe('Invite a colleague');
    expect(world.frontDoor.progress()).toEqual(['sending', 'sent']);
    expect(world.slack.ephemeralsTo('ada')).toEqual([]);
  });

  test('comes back with what was filled in, and the answer goes to the conversation it was opened from', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    const modal = await openForm(world);

    const http = await driver.submits('ada', modal, { 'Full name': 'Linus <b> & Co', Charge: true });
    await app.drained();

    expect(http).toMatchObject({ status: 200, body: '' });
    expect(frontDoor.handled()[1]).toMatchObject({
      at: { address: slack.channelId('seats'), isPrivate: false },
      ask: {
        kind: 'submit',
        action: actionId(7),
        answers: { name: 'Linus <b> & Co', privacy: 'subjects', agreed: true },
      },
    });
    expect(slack.openModal('ada')).toBeUndefined();
    expect(slack.ephemeralsTo('ada').map(({ reads, channel }) => ({ reads, channel }))).toEqual([
      { reads: 'Heard', channel: slack.channelId('seats') },
    ]);
  });

  test('opened where the app is no member is answered by direct message', async () => {
    await using world = await setupSlackWorld();
    const { driver, slack, app } = world;
    const modal = await openForm(world, { channel: 'elsewhere' });

    await driver.submits('ada', modal, { 'Full name': 'Linus' });
    await app.drained();

    expect((await slack.dmWith('ada')).map(({ reads }) => reads)).toEqual(['Heard']);
  });

  test('with answers that do not parse stays open with the errors on its fields', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack } = world;
    const modal = await openForm(world);
    frontDoor.acceptsNext(async () => ({
      kind: 'invalid',
      errors: { name: 'Give a full name.', email: 'Is missing.' },
    }));

    await driver.submits('ada', modal, { 'Full name': 'L' });

    expect(slack.openModal('ada')?.errors).toEqual({ name: 'Give a full name. email: Is missing.' });
    expect(frontDoor.handled()).toHaveLength(1);
  });

  test('refused by its handler stays open with the errors on its fields', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    const modal = await openForm(world);
    frontDoor.repliesNext(async () => ({ kind: 'fields', errors: { name: 'Linus is a member already.' } }));

    await driver.submits('ada', modal, { 'Full name': 'Linus' });
    await app.drained();

    expect(slack.openModal('ada')?.errors).toEqual({ name: 'Linus is a member already.' });
    expect(slack.ephemeralsTo('ada')).toEqual([]);
    expect(frontDoor.progress().slice(2)).toEqual(['sending', 'sent']);
  });

  test('refused after the modal had to be closed says what was wrong in a message', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    const modal = await openForm(world);
    const gate = Promise.withResolvers<{ readonly kind: 'fields'; readonly errors: { readonly name: string } }>();
    frontDoor.repliesNext(() => gate.promise);

    const http = await driver.submits('ada', modal, { 'Full name': 'Linus' });
    gate.resolve({ kind: 'fields', errors: { name: 'Linus is a member already.' } });
    await app.drained();

    expect(http).toMatchObject({ status: 200, body: '' });
    expect(slack.ephemeralsTo('ada')[0]?.reads).toContain('name: Linus is a member already.');
  });

  test('that leads to another form is replaced by it', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    const modal = await openForm(world);
    frontDoor.repliesNext(async () => ({ kind: 'form', form: { ...FORM, title: 'Confirm the charge' } }));

    await driver.submits('ada', modal, { 'Full name': 'Linus' });
    await app.drained();

    expect(slack.openModal('ada')?.title.text).toBe('Confirm the charge');
  });

  test('that came too late for its trigger waits behind a button, which opens it without running anything again', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app, clock } = world;
    frontDoor.repliesNext(async () => {
      clock.advance({ seconds: 4 });
      return { kind: 'form', form: FORM };
    });
    await driver.types('ada', '/seat invite', { channel: 'seats' });
    await app.drained();
    const [waiting] = slack.ephemeralsTo('ada');
    if (waiting === undefined) throw new Error('Nothing waits');

    await driver.presses('ada', waiting, 'Open the form');
    await app.drained();

    expect(waiting.reads).toContain('Invite a colleague');
    expect(slack.openModal('ada')?.submit.text).toBe('Invite');
    expect(frontDoor.handled()).toHaveLength(1);
  });

  test('behind a button opens for nobody else', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    frontDoor.repliesNext(async () => ({ kind: 'form', form: FORM }));
    await driver.types('ada', 'invite');
    await app.drained();
    const [waiting] = await slack.dmWith('ada');
    if (waiting === undefined) throw new Error('Nothing waits');

    await driver.presses('grace', waiting, 'Open the form');
    await app.drained();

    expect(slack.openModal('grace')).toBeUndefined();
    expect(slack.ephemeralsTo('grace')[0]?.reads).toContain('This form belongs to somebody else');
  });

  test('that was cleared away meanwhile says how to get a new one', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app } = world;
    frontDoor.repliesNext(async () => ({ kind: 'form', form: FORM }));
    await driver.types('ada', 'invite');
    await app.drained();
    const [waiting] = await slack.dmWith('ada');
    if (waiting === undefined) throw new Error('Nothing waits');
    frontDoor.forget();

    await driver.presses('ada', waiting, 'Open the form');
    await app.drained();

    expect(slack.ephemeralsTo('ada')[0]?.reads).toContain('Type the command again');
  });

  test('that Slack would refuse is shown as text, and an alert is raised', async () => {
    await using world = await setupSlackWorld();
    const { driver, frontDoor, slack, app, alerts } = world;
    const inputs = [{ kind: 'choice', name: 'team', label: 'Team', required: true, options: [] }] as const;
    frontDoor.repliesNext(async () => ({ kind: 'form', form: { ...FORM, inputs } }));

    await driver.types('ada', '/seat invite');
    await app.drained();

    expect(slack.ephemeralsTo('ada')[0]?.reads).toContain('Team');
    expect(alerts).toMatchObject([{ kind: 'form-refused' }]);
  });
});

type Opening = { readonly channel?: string; readonly form?: SealedForm };

async function openForm(
  { driver, frontDoor, slack, app }: SlackWorld,
  { channel = 'seats', form = FORM }: Opening = {},
): Promise<OpenView> {
  frontDoor.repliesNext(async () => ({ kind: 'form', form }));
  await driver.types('ada', '/seat invite', { channel });
  await app.drained();
  const modal = slack.openModal('ada');
  if (modal === undefined) throw new Error('No modal opened');
  return modal;
}
