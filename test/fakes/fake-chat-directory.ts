import type { ChatDirectory, PlatformProfile, SendFailure } from '../../core/outbox/chat-gateway.ts';
import type { Result } from '../../core/result.ts';
import { err, ok } from '../../core/result.ts';
import { createScript } from './scripted-failures.ts';

export type FakeChatDirectory = ChatDirectory & {
  readonly add: (profile: PlatformProfile) => void;
  /** The next look-up of either kind fails. */
  readonly failNext: (failure: SendFailure, times?: number) => void;
};

export function createFakeChatDirectory(profiles: readonly PlatformProfile[] = []): FakeChatDirectory {
  const known = [...profiles];
  const script = createScript<SendFailure>();
  const look = (isMeant: (profile: PlatformProfile) => boolean): Result<PlatformProfile | undefined, SendFailure> => {
    const failure = script.next();
    return failure === undefined ? ok(known.findLast(isMeant)) : err(failure);
  };
  return {
    profileOf: async ({ surface, workspace, user }) =>
      look((profile) => {
        const { user: theirs } = profile;
        return theirs.surface === surface && theirs.workspace === workspace && theirs.user === user;
      }),
    findByAddress: async (workspace, address) =>
      look(
        ({ user, confirmedAddress }) =>
          user.workspace === workspace && confirmedAddress?.toLowerCase() === address.toLowerCase(),
      ),
    add: (profile) => known.push(profile),
    failNext: script.add,
  };
}
