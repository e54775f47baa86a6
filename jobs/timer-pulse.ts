import type { Log } from '../core/log.ts';
import type { Pulse } from '../core/work/pulse.ts';

export function createTimerPulse({ log }: { readonly log: Log }): Pulse {
  return {
    every: (pace, beat) => {
      let isOver = false;
      let timer = setTimeout(run, pace.total('milliseconds'));

      async function run(): Promise<void> {
        try {
          await beat();
        } catch (error) {
          log.error({ error }, 'Beat broke');
        }
        if (!isOver) timer = setTimeout(run, pace.total('milliseconds'));
      }

      return {
        [Symbol.dispose]: () => {
          isOver = true;
          clearTimeout(timer);
        },
      };
    },
  };
}
