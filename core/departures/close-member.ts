import type { RunStep } from './step-result.ts';

/** Somebody who was removed is a tombstone: the row stays, so that what others did with them keeps its sense. */
export const closeMember: RunStep = async (_deps, { members }, { memberId, plan }) => {
  const member = await members.get(memberId);
  if (plan.kind === 'remove' && member !== undefined && member.standing !== 'removed')
    await members.replace(member, { ...member, standing: 'removed', version: member.version + 1 });
  return { isFinished: true, counts: {} };
};
