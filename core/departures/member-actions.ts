import type { Signature } from '../commands/signature.ts';
import type { Member } from '../people/member.ts';
import type { Action, Weight } from '../views/view.ts';

/** What can be done with somebody, by their standing and by what the person who looks may do. */
export function memberActions(
  available: readonly Signature[],
  { standing, fullName, address }: Member,
  weight: Weight,
): readonly Action[] {
  const may = (name: string) => available.some((signature) => signature.name === name);
  const does = (command: string) => ({ command, args: { member: address } });
  if (standing === 'deactivated' && may('reactivate'))
    return [{ kind: 'run', label: `Reactivate ${fullName}`, weight, does: does('reactivate') }];
  if (standing === 'active' && may('deactivate'))
    return [{ kind: 'run', label: `Deactivate ${fullName}`, weight: 'plain', does: does('deactivate') }];
  return [];
}

/** Beyond so many people a button each is no help: one button asks who. */
const MOST_BUTTONS = 4;

/** For a list of people. */
export function listedActions(available: readonly Signature[], listed: readonly Member[]): readonly Action[] {
  const each = listed.flatMap((member) => memberActions(available, member, 'plain'));
  if (each.length <= MOST_BUTTONS) return each;
  return (['reactivate', 'deactivate'] as const).flatMap((command): readonly Action[] =>
    each.some((action) => action.kind === 'run' && action.does.command === command)
      ? [{ kind: 'run', label: `${LABELS[command]} somebody`, weight: 'plain', does: { command, args: {} } }]
      : [],
  );
}

const LABELS = { reactivate: 'Reactivate', deactivate: 'Deactivate' } as const;
