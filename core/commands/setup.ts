import { z } from 'zod';
import { POLICY } from '../people/policy.ts';
import { hasSupportMember } from '../removals/support-recipients.ts';
import { setupView } from './setup-view.ts';
import { readChecklist } from '../seats/setup-gate.ts';
import { command, type Command } from './command.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const SETUP = signature({
  name: 'setup',
  group: 'account',
  summary: 'See what is done and what is missing before anybody can be invited',
  example: '/seat setup',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

/** The checklist reads our own rows only; whatever has to be looked at again is done by the button of its line. */
export function createSetup(): Command {
  return command({
    signature: SETUP,
    run: async (_, { stores, account, actor }) => {
      const lines = await readChecklist(stores, { account, actor, inviteRow: POLICY.invite });
      const channels = (await stores.channels.list()).filter(({ purpose }) => purpose === 'support');
      const lacksSupport = channels.length > 0 && !(await hasSupportMember(stores));
      return privately(setupView(lines, lacksSupport));
    },
  });
}
