import type { SurfaceAddresses, Whereabouts } from '../../../core/outbox/conversation-references.ts';

export function createMemoryAddresses(): SurfaceAddresses {
  const held = new Map<string, { readonly where: Whereabouts; readonly opaque: string }>();
  return {
    remember: async (where, opaque) => {
      held.delete(keyOf(where));
      held.set(keyOf(where), { where, opaque });
    },
    recall: async (where) => held.get(keyOf(where))?.opaque,
    forget: async (where) => {
      held.delete(keyOf(where));
    },
    channels: async (surface, workspace, limit) =>
      [...held.values()]
        .flatMap(({ where }) => (where.kind === 'channel' && isIn(where, surface, workspace) ? [where.channel] : []))
        .toReversed()
        .slice(0, limit),
  };
}

function isIn(where: Whereabouts, surface: string, workspace: string): boolean {
  return where.surface === surface && where.workspace === workspace;
}

function keyOf(where: Whereabouts): string {
  const which = where.kind === 'user' ? where.user : where.kind === 'channel' ? where.channel : '';
  return JSON.stringify([where.surface, where.workspace, where.kind, which]);
}
