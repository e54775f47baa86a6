import type { PlatformUser } from '../../core/commands/inbound.ts';
import { CONSOLE_SURFACE } from '../console/session.ts';

const OPERATOR = 'operator';

/** Whoever sits at the console of the process itself; no platform can deliver this surface. */
export function operatorOf(account: string): PlatformUser {
  return { surface: CONSOLE_SURFACE, workspace: account, user: OPERATOR };
}

export function isOperator({ surface, user }: PlatformUser): boolean {
  return surface === CONSOLE_SURFACE && user === OPERATOR;
}
