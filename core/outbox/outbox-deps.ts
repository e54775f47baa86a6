import type { Registry } from '../accounts/registry.ts';
import type { LinkPersonDeps } from '../people/link-person.ts';
import type { Log } from '../log.ts';
import type { Transaction } from '../transaction.ts';
import type { ChatDirectory, ChatGateway } from './chat-gateway.ts';

export type OutboxDeps = LinkPersonDeps & {
  readonly transaction: Transaction;
  readonly registry: Pick<Registry, 'workspacesOf'>;
  readonly log: Log;
  /** What this process can speak to; undefined for a surface that is not set up. */
  readonly gateways: (surface: string) => ChatGateway | undefined;
  readonly directories: (surface: string) => ChatDirectory | undefined;
};
