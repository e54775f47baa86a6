import { z } from 'zod';
import { decommissionCard } from '../decommissions/decommission-card.ts';
import { caseOf } from '../decommissions/decommission-case.ts';
import type { DecommissionDeps } from '../decommissions/decommission-deps.ts';
import { stepOf } from '../decommissions/decommission-moves.ts';
import { decommissionRefusedView } from '../decommissions/decommission-refused.ts';
import { STEP_TITLES } from '../decommissions/decommission-texts.ts';
import { startDecommission } from '../decommissions/start-decommission.ts';
import type { Block, Inline } from '../views/view.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { namedMember } from './named-member.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { memberArgument } from './show.ts';
import { signature } from './signature.ts';

const DECOMMISSION = signature({
  name: 'decommission',
  group: 'seats',
  summary: 'Take somebody out completely, step by step in a fixed order; anybody who may can go on with it',
  example: '/seat decommission ada@company.example',
  reach: 'typed',
  typed: ['member'],
  args: z.object({ member: memberArgument }),
});

export function createDecommission(deps: DecommissionDeps): Command {
  return command({ signature: DECOMMISSION, run: (args, context) => decommission(deps, args.member, context) });
}

async function decommission(
  deps: DecommissionDeps,
  typed: string | undefined,
  context: CommandContext,
): Promise<Reply> {
  if (typed === undefined) return await whoForm(context);
  const found = await namedMember(context, typed, { command: 'decommission', args: {} });
  if (!found.ok) return found.error;
  const { stores, account } = context;
  const leaving = { account, by: actingMember(context), member: found.value };
  const refused = await decommissionRefusedView(stores, leaving);
  if (refused !== undefined) return privately(refused);
  return privately(decommissionCard(await caseOf(stores, await startDecommission(deps, stores, leaving))));
}

/** Who, and those that others have begun. */
async function whoForm({ stores }: CommandContext): Promise<Reply> {
  const open = await Promise.all((await stores.decommissions.listOpen()).map((each) => caseOf(stores, each)));
  const items = open.map(({ decommission: each, names }): readonly Inline[] => {
    const step = stepOf(each);
    return [names(each.memberId), step === undefined ? '' : `: ${STEP_TITLES[step]}`];
  });
  const begun: Block = { kind: 'list', items, total: items.length };
  return {
    kind: 'form',
    form: {
      title: 'Decommission somebody',
      blocks: [
        { kind: 'note', text: ['Nothing is done before each step is confirmed. What was begun is gone on with.'] },
        ...(items.length === 0 ? [] : [begun]),
      ],
      inputs: [
        {
          kind: 'text',
          name: 'member',
          label: 'Who',
          hint: 'Full name or e-mail',
          required: true,
          maxLength: 254,
          multiline: false,
        },
      ],
      submit: { label: 'Show the steps', does: { command: 'decommission', args: {} } },
    },
  };
}
