import { isStaleRow, staleRow } from '../core/stale-row.ts';
import { Prisma } from './generated/client.ts';

/** Whether another transaction was in the way, so that the same work can succeed on fresh rows. */
export function isConflict(error: unknown): boolean {
  if (isStaleRow(error)) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return true;
  return SERIALIZATION_STATES.includes(sqlStateOf(error) ?? '');
}

/** The constraint that a write broke, where the database names one. */
export function isUniqueViolation(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return true;
  return sqlStateOf(error) === UNIQUE_VIOLATION;
}

/** What only one can add: whoever comes second starts over, and finds the first one's. */
export async function addedOnce(what: string, added: PromiseLike<unknown>): Promise<void> {
  try {
    await added;
  } catch (error) {
    throw isUniqueViolation(error) ? staleRow(what) : error;
  }
}

const SERIALIZATION_STATES = ['40001', '40P01'];
const UNIQUE_VIOLATION = '23505';

/** A raw query's failure carries the database's own code some way down. */
function sqlStateOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; depth < 6 && typeof at === 'object' && at !== null; depth += 1) {
    const code = textAt(at, 'originalCode') ?? textAt(at, 'code');
    if (code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('P')) return code;
    at = memberAt(at, 'cause') ?? memberAt(memberAt(at, 'meta'), 'driverAdapterError');
  }
  return undefined;
}

function textAt(holder: unknown, name: string): string | undefined {
  const value = memberAt(holder, name);
  return typeof value === 'string' ? value : undefined;
}

function memberAt(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
}
