import { describe, expect, test } from 'vitest';
import { createAccount } from '../../../core/commands/account.ts';
import { createClaim } from '../../../core/commands/claim.ts';
import { createDomain } from '../../../core/commands/domain.ts';
import { createHelp } from '../../../core/commands/help.ts';
import { createSetup } from '../../../core/commands/setup.ts';
import type { Command } from '../../../core/commands/command.ts';
import { aMember, aPlatformUser, anIdentity } from '../../builders/people.ts';
import { aSetupWorld, button, OPERATOR, shown } from '../accounts/setup-world.ts';

const world = () =>
  aSetupWorld((deps) => {
    const commands: Command[] = [createSetup(), createClaim(), ...createDomain(deps), ...createAccount(deps)];
    commands.push(createHelp({ signatures: () => commands.map(({ signature }) => signature) }));
    return commands;
  });

describe('help', () => {
  test('shows what the person may do, by group, with an example each', async () => {
    const { say, adaInChat } = await world();

    const text = shown(await say(adaInChat, '/seat help'));

    expect(text).toContain('domain add: Prove that a mail domain is yours by a TXT record. /seat domain add');
    expect(text).toContain('help: ');
    expect(text).not.toContain('account create');
  });

  test('shows the operator what the operator may do, and a Standard member only help', async () => {
    const { say, read } = await world();
    const grace = aMember();
    const user = aPlatformUser();
    await read(async ({ members, identities }) => {
      await members.add(grace);
      await identities.link(anIdentity({ memberId: grace.id, user }));
    });

    expect(shown(await say(OPERATOR, 'help'))).toContain('account create');
    expect(shown(await say(user, 'help'))).not.toContain('domain add');
  });

  test('lists nothing that is typed only by whoever was told of it, and explains it to who asks', async () => {
    const { say, adaInChat } = await world();

    expect(shown(await say(adaInChat, 'help'))).not.toMatch(/claim: |\[Claim\]/u);
    expect(shown(await say(adaInChat, 'help claim'))).toContain('Usage: /seat claim');
    expect(shown(await say(adaInChat, 'claim 1234'))).toContain('You are known here already');
  });

  test('is the answer to the bare root', async () => {
    const { say, adaInChat } = await world();

    expect(shown(await say(adaInChat, '/seat'))).toContain('What you can do');
  });

  test('has buttons that run a command', async () => {
    const { say, press, adaInChat } = await world();

    const pressed = await press(adaInChat, button(await say(adaInChat, 'help'), 'Setup'));

    expect(shown(pressed)).toContain('steps are done');
  });

  test('tells usage, options and who may run a command that the person may not', async () => {
    const { say, adaInChat } = await world();

    const text = shown(await say(adaInChat, 'help /seat account  create'));

    expect(text).toContain('/seat account create <name>');
    expect(text).toContain('[sync-only-price:…]');
    expect(text).toContain('Who may run it: the operator, on the console; not you');
    expect(text).not.toContain('[Run account create]');
  });

  test('shows all commands that begin with a word', async () => {
    const { say, adaInChat } = await world();

    const text = shown(await say(adaInChat, 'help domain'));

    expect(text).toContain('domain add');
    expect(text).toContain('domain check');
    expect(text).toContain('domain list');
    expect(text).toContain('[Run domain add]');
  });

  test('guesses what was meant', async () => {
    const { say, press, adaInChat } = await world();

    const reply = await say(adaInChat, 'help setpu');
    const helped = await press(adaInChat, button(reply, 'Help with setup'));

    expect(shown(helped)).toContain('Usage: /seat setup');
  });
});
