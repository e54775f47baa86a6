import { unreachable } from '../result.ts';
import type { Action, Weight } from '../views/view.ts';
import type { DecommissionCase } from './decommission-case.ts';
import type { DecommissionStep } from './decommission.ts';

/** One primary button, that of the step that is next, and the ways around it. */
export function decommissionActions(of: DecommissionCase, step: DecommissionStep | undefined): readonly Action[] {
  const { decommission, member } = of;
  if (step === undefined)
    return decommission.state === 'abandoned' && member.standing !== 'removed'
      ? [
          run('Start again', 'primary', 'decommission', { member: member.address }),
          ...(decommission.stopped.length === 0
            ? []
            : [run('Read their mailboxes again', 'plain', 'resume', { mailbox: member.address })]),
        ]
      : [];
  return [...stepActions(of, step), ...(step === 'manual-folders' ? [] : [abandon(of)])];
}

function stepActions(of: DecommissionCase, step: DecommissionStep): readonly Action[] {
  const { decommission, member, underway } = of;
  const args = { decommission: decommission.id };
  switch (step) {
    case 'disable-sync':
      return [run('Disable synchronization', 'primary', 'decommission disable', args)];
    case 'remove-add-in':
      return [
        run('Write down what came of it', 'primary', 'decommission settle', { ...args, step }),
        ...(canBeAsked(of) ? [run(`Ask ${member.fullName} to remove it`, 'plain', 'decommission ask', args)] : []),
      ];
    case 'reset-mailbox':
      return [run('Reset the mailbox', 'primary', 'decommission reset', args)];
    case 'delete':
      return [
        underway?.kind === 'removal'
          ? run('Show the removal', 'primary', 'removal', { removal: `${underway.number}` })
          : run(`Deactivate ${member.fullName}`, 'danger', 'deactivate review', { member: member.id }),
        ...(underway === undefined
          ? [run('Ask for removal instead', 'plain', 'remove', { member: member.address })]
          : []),
      ];
    case 'manual-folders':
      return [run('Write down what came of it', 'primary', 'decommission settle', { ...args, step })];
    default:
      return unreachable(step);
  }
}

function canBeAsked({ decommission, member }: DecommissionCase): boolean {
  return decommission.state === 'remove-add-in' && decommission.asked === undefined && member.standing === 'active';
}

function abandon({ decommission }: DecommissionCase): Action {
  return run('Abandon', 'plain', 'decommission abandon', { decommission: decommission.id });
}

function run(label: string, weight: Weight, command: string, args: Readonly<Record<string, string>>): Action {
  return { kind: 'run', label, weight, does: { command, args } };
}
