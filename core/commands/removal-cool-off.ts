import { z } from 'zod';
import { changeCoolOff, COOL_OFF_HOURS, coolOffText } from '../removals/cool-off.ts';
import type { RemovalDeps } from '../removals/removal-deps.ts';
import type { View } from '../views/view.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command } from './command.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const { least, most } = COOL_OFF_HOURS;
const BOUNDS = `Write a number of hours from ${least} to ${most}.`;

const COOL_OFF = signature({
  name: 'removal cool-off',
  group: 'account',
  summary: 'How long a removal waits after its day was set, so that a mistake can be noticed',
  example: '/seat removal cool-off 48',
  reach: 'typed',
  typed: ['hours'],
  args: z.object({
    hours: absentWhenEmpty(z.coerce.number(BOUNDS).int(BOUNDS).min(least, BOUNDS).max(most, BOUNDS)),
  }),
});

export function createRemovalCoolOff(deps: RemovalDeps): Command {
  return command({
    signature: COOL_OFF,
    run: async ({ hours }, context) => {
      const { stores, account } = context;
      if (hours === undefined || hours === account.coolOffHours) return privately(coolOffView(account.coolOffHours));
      return privately(await changeCoolOff(deps, stores, { account, hours, by: actingMember(context) }));
    },
  });
}

function coolOffView(hours: number): View {
  return {
    title: `Removals wait ${coolOffText(hours)}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: [
          'That long after its day was set a removal can be withdrawn or rejected before anything is deleted. To change it, write the hours behind it: ',
          { code: '/seat removal cool-off 48' },
          `. It is ${least} hours at least and ${most} at most.`,
        ],
      },
    ],
    actions: [],
  };
}
