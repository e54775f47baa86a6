import type { SurfaceAddresses, Whereabouts } from '../../core/outbox/conversation-references.ts';

export function createFakeSurfaceAddresses(): SurfaceAddresses {
  const known = new Map<string, { readonly where: Whereabouts; readonly opaque: string }>();
  return {
    remember: async (where, opaque) => {
      // Deleted first, so that the latest comes last.
      known.delete(keyOf(where));
      known.set(keyOf(where), { where, opaque });
    },
    recall: async (where) => known.get(keyOf(where))?.opaque,
    forget: async (where) => {
      known.delete(keyOf(where));
    },
    channels: async (surface, workspace, limit) =>
      [...known.values()]
        .flatMap(({ where }) =>
          where.kind === 'channel' && where.surface === surface && where.workspace === workspace ? [where.channel] : [],
        )
        .toReversed()
        .slice(0, limit),
  };
}

function keyOf(where: Whereabouts): string {
  const { surface, workspace, kind } = where;
  const name = where.kind === 'user' ? where.user : where.kind === 'channel' ? where.channel : '';
  return JSON.stringify([surface, workspace, kind, name]);
}
