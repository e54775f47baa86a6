import type { Command } from './commands/command.ts';
import { createBuy } from './commands/buy.ts';
import { createDecide } from './commands/decide.ts';
import { createFrontDoor } from './commands/create-front-door.ts';
import type { FrontDoor } from './commands/front-door.ts';
import type { PlatformUser } from './commands/inbound.ts';
import { createInvite } from './commands/invite.ts';
import { createInviteSteps } from './commands/invite-steps.ts';
import { createList } from './commands/list.ts';
import { createQuote } from './commands/quote.ts';
import { createRequestSteps } from './commands/request-steps.ts';
import { createRequests } from './commands/requests.ts';
import { createShow } from './commands/show.ts';
import type { CoreDeps } from './deps.ts';

/** Every command of the product, in the order of the help. */
export function createCommands(deps: CoreDeps): readonly Command[] {
  return [
    createInvite(deps),
    ...createInviteSteps(deps),
    createList(),
    createShow(),
    createQuote(deps),
    ...createBuy(deps),
    createRequests(),
    ...createDecide(deps),
    ...createRequestSteps(deps),
  ];
}

export type AppDeps = CoreDeps & { readonly isOperator: (user: PlatformUser) => boolean };

/** The one factory that assembles core for a process that takes commands. */
export function createApp(deps: AppDeps): { readonly frontDoor: FrontDoor; readonly commands: readonly Command[] } {
  const commands = createCommands(deps);
  return { commands, frontDoor: createFrontDoor({ ...deps, commands }) };
}
