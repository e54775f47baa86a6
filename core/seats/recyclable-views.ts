import type { Id } from '../ids.ts';
import { unreachable } from '../result.ts';
import type { Action, Block, Inline } from '../views/view.ts';
import type { Recyclable } from './recyclable.ts';

/** Three buttons beside those of the message itself; the list names more. */
const BUTTONS = 3;
const SHOWN = 10;

/** What could be freed, with the reason, before anything is bought. */
export function recyclableBlocks(found: readonly Recyclable[]): readonly Block[] {
  if (found.length === 0) return [];
  const count = found.length === 1 ? '1 seat is' : `${found.length} seats are`;
  return [
    { kind: 'text', text: [{ strong: `${count} held and not used.` }, ' Freeing one costs nothing.'] },
    { kind: 'list', items: found.slice(0, SHOWN).map(reasonText), total: found.length },
  ];
}

/** `waiting` is the seat that the freed one would go to. */
export function recyclableActions(found: readonly Recyclable[], waiting?: Id<'seat'>): readonly Action[] {
  return found.slice(0, BUTTONS).map(({ seat, member, because }): Action => {
    if (because.kind === 'left')
      return {
        kind: 'run',
        label: `Look at ${member.fullName}`,
        weight: 'plain',
        does: { command: 'show', args: { member: member.address } },
      };
    if (because.kind === 'mailbox-gone')
      return {
        kind: 'run',
        label: `Deactivate ${member.fullName}`,
        weight: 'plain',
        does: { command: 'deactivate', args: { member: member.address } },
      };
    return {
      kind: 'run',
      label: `Withdraw ${member.fullName}`,
      weight: 'plain',
      does: { command: 'invite withdraw', args: { seat: seat.id, ...(waiting === undefined ? {} : { for: waiting }) } },
    };
  });
}

function reasonText({ member, because }: Recyclable): readonly Inline[] {
  const who: Inline = { member: member.id, name: member.fullName };
  switch (because.kind) {
    case 'not-reached':
      return [who, ': invited on ', { moment: because.since }, ', their mailbox was never reached'];
    case 'left':
      return [who, ': has left'];
    case 'mailbox-gone':
      return [who, ': their mailbox is gone or has no licence since ', { moment: because.since }];
    default:
      return unreachable(because);
  }
}
