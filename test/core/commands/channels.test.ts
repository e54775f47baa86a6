import { describe, expect, test } from 'vitest';
import { createChannels } from '../../../core/commands/channels.ts';
import { aSetupWorld, button, OPERATOR, shown } from '../accounts/setup-world.ts';

const DEALS = { address: 'C-deals', isPrivate: false } as const;
const world = () => aSetupWorld((deps) => [createChannels(deps)]);

describe('channels', () => {
  test('sends approvals to the channel in which it is typed, and everybody there sees it', async () => {
    const { say, adaInChat, ada, read, records } = await world();

    const reply = await say(adaInChat, '/seat channels Approvals here', DEALS);

    expect(reply.kind).toBe('conversation');
    expect(shown(reply)).toContain('Approvals come here from now on');
    expect(await read(({ channels }) => channels.list())).toMatchObject([
      { purpose: 'approvals', surface: adaInChat.surface, workspace: adaInChat.workspace, channel: 'C-deals' },
    ]);
    expect(await records()).toMatchObject([
      { kind: 'channel.set', actor: { kind: 'member', memberId: ada.id }, facts: { channel: 'C-deals', before: null } },
    ]);
  });

  test('moves when it is set elsewhere', async () => {
    const { say, adaInChat, read, records } = await world();
    await say(adaInChat, 'channels jobs here', DEALS);

    const reply = shown(await say(adaInChat, 'channels jobs here', { address: 'C-ops', isPrivate: false }));

    expect(reply).toContain('The channel that was set before gets no new ones');
    expect(await read(({ channels }) => channels.list())).toMatchObject([{ channel: 'C-ops' }]);
    expect((await records()).at(-1)).toMatchObject({ facts: { before: 'C-deals' } });
  });

  test.each([
    ['a direct message', undefined],
    ['the console', OPERATOR],
  ])('refuses %s in words', async (_, from) => {
    const { say, adaInChat, read } = await world();

    const reply = await say(from ?? adaInChat, 'channels approvals here');

    expect(reply.kind).toBe('private');
    expect(shown(reply)).toContain('A direct message cannot be a channel');
    expect(await read(({ channels }) => channels.list())).toEqual([]);
  });

  test('shows the three, and offers in a channel those that are not there yet', async () => {
    const { say, press, adaInChat, read } = await world();
    await say(adaInChat, 'channels approvals here', DEALS);

    const inChannel = await say(adaInChat, 'channels', DEALS);
    const inPrivate = shown(await say(adaInChat, 'channels'));
    await press(adaInChat, button(inChannel, 'Support here'), DEALS);

    expect(shown(inChannel)).toMatch(/Approvals.*here/);
    expect(shown(inChannel)).not.toContain('[Approvals here]');
    expect(inPrivate).toContain('nowhere: the people concerned are written to one by one');
    expect(inPrivate).not.toContain('[Support here]');
    expect((await read(({ channels }) => channels.list())).map(({ purpose }) => purpose)).toEqual([
      'approvals',
      'support',
    ]);
  });

  test('is taken away from wherever it is typed, and the people are written to one by one again', async () => {
    const { say, adaInChat, read, records } = await world();
    await say(adaInChat, 'channels jobs here', DEALS);

    const off = shown(await say(adaInChat, 'channels jobs off'));
    const again = shown(await say(adaInChat, 'channels jobs off'));

    expect(off).toContain('Job notices go to no channel any more');
    expect(again).toContain('Job notices go to no channel already');
    expect(await read(({ channels }) => channels.list())).toEqual([]);
    expect((await records()).map(({ kind }) => kind)).toEqual(['channel.set', 'channel.removed']);
  });

  test('is called what the platform calls it', async () => {
    const { say, adaInChat } = await world();
    await say(adaInChat, 'channels jobs here', { ...DEALS, name: 'deals' });

    expect(shown(await say(adaInChat, 'channels'))).toContain('#deals');
  });

  test.each([
    ['channels parties here', 'Choose approvals, jobs, support or billing.'],
    ['channels approvals there', 'Write here, in the channel itself, or off.'],
  ])('says what is wrong with %s', async (text, why) => {
    const { say, adaInChat } = await world();

    expect(shown(await say(adaInChat, text, DEALS))).toContain(why);
  });
});
