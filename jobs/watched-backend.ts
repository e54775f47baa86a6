import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { AgendaBackend } from 'agenda';
import type { Log } from '../core/log.ts';

export type WatchedBackend = {
  readonly backend: AgendaBackend;
  /** Settles when nothing is asked of the store any more, so that its connection can be closed. */
  readonly idle: () => Promise<void>;
};

/**
 * Agenda leaves some of its questions to the store unattended: it does not wait for them when it stops, and one that
 * fails would end the process. Here each of them is known and its failure has been heard.
 */
export function watchBackend(backend: AgendaBackend, log: Log): WatchedBackend {
  const asked = new Set<Promise<unknown>>();
  const watch = (answer: unknown): unknown => {
    if (!(answer instanceof Promise)) return answer;
    asked.add(answer);
    void answer
      .catch((error: unknown) => log.warn({ error }, 'Job store did not answer'))
      .finally(() => asked.delete(answer));
    return answer;
  };
  const repository = new Proxy(backend.repository, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (...args: unknown[]) => watch(Reflect.apply(member, target, args)) : member;
    },
  });
  const { name, notificationChannel, logger } = backend;
  // It connects again by itself, and the store is asked in between; without a listener it would end the process.
  if (notificationChannel instanceof EventEmitter) {
    notificationChannel.on('error', (error: unknown) => log.warn({ error }, 'Job store stopped calling'));
  }
  return {
    backend: {
      name,
      repository,
      notificationChannel,
      logger,
      ownsConnection: false,
      connect: () => backend.connect(),
      disconnect: () => backend.disconnect(),
    },
    idle: async () => {
      for (let quiet = 0; quiet < 3; quiet += 1) {
        if (asked.size > 0) quiet = 0;
        await Promise.allSettled(asked);
        await setImmediate();
      }
    },
  };
}
