import { findMember, memberNotFoundSentence, memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import type { Call } from './call.ts';
import type { CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';

/** The member who is meant, or the answer to whoever named nobody or several; `does` is run again for the one meant. */
export async function namedMember(
  { stores, from, isForm }: CommandContext,
  typed: string,
  does: Call,
): Promise<Result<Member, Reply>> {
  const found = await findMember(stores, from, typed);
  if (found.ok) return ok(found.value);
  return err(
    isForm
      ? { kind: 'fields', errors: { member: memberNotFoundSentence(found.error) } }
      : privately(memberNotFoundView(found.error, does.command, does.args)),
  );
}
