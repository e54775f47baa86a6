import type { Registry } from '../core/accounts/registry.ts';
import type { Clock } from '../core/clock.ts';
import type { Id } from '../core/ids.ts';
import type { SurfaceAddresses, Whereabouts } from '../core/outbox/conversation-references.ts';
import { unreachable } from '../core/result.ts';
import type { Queries } from './client.ts';
import type { PrismaClient } from './generated/client.ts';
import { instantColumn } from './columns.ts';
import { enterAccount } from './transaction.ts';

export type SurfaceAddressDeps = { readonly client: PrismaClient; readonly registry: Registry; readonly clock: Clock };

/** A workspace that belongs to no account is neither remembered nor known. */
export function createSurfaceAddresses(deps: SurfaceAddressDeps): SurfaceAddresses {
  const { clock } = deps;
  return {
    remember: async (where, opaque) => {
      const seenAt = instantColumn.encode(clock.now());
      await inAccountOf(deps, where, async (db, accountId) => {
        const key = { accountId, ...keyOf(where) };
        await db.surfaceAddress.upsert({
          where: { accountId_surface_workspace_kind_name: key },
          create: { ...key, opaque, seenAt },
          update: { opaque, seenAt },
        });
      });
    },
    recall: async (where) =>
      await inAccountOf(deps, where, async (db, accountId) => {
        const key = { accountId, ...keyOf(where) };
        const row = await db.surfaceAddress.findUnique({ where: { accountId_surface_workspace_kind_name: key } });
        return row?.opaque;
      }),
    forget: async (where) => {
      await inAccountOf(deps, where, (db, accountId) =>
        db.surfaceAddress.deleteMany({ where: { accountId, ...keyOf(where) } }),
      );
    },
    channels: async (surface, workspace, limit) => {
      const rows = await inAccountOf(deps, { surface, workspace }, (db, accountId) =>
        db.surfaceAddress.findMany({
          where: { accountId, surface, workspace, kind: 'channel' },
          orderBy: { seenAt: 'desc' },
          take: limit,
        }),
      );
      return (rows ?? []).map((row) => row.name);
    },
  };
}

async function inAccountOf<Value>(
  { client, registry }: SurfaceAddressDeps,
  { surface, workspace }: Pick<Whereabouts, 'surface' | 'workspace'>,
  work: (db: Queries, accountId: Id<'account'>) => Promise<Value>,
): Promise<Value | undefined> {
  const accountId = await registry.accountOf(surface, workspace);
  if (accountId === undefined) return undefined;
  return await client.$transaction(async (db) => {
    await enterAccount(db, accountId);
    return await work(db, accountId);
  });
}

function keyOf(where: Whereabouts): {
  readonly surface: string;
  readonly workspace: string;
  readonly kind: string;
  readonly name: string;
} {
  const { surface, workspace, kind } = where;
  switch (where.kind) {
    case 'user':
      return { surface, workspace, kind, name: where.user };
    case 'channel':
      return { surface, workspace, kind, name: where.channel };
    case 'workspace':
      return { surface, workspace, kind: where.kind, name: '' };
    default:
      return unreachable(where);
  }
}
