import type { Floor } from './floor.ts';

/** So many days, with all work on the way at about its own time. */
export async function passes({ clock, works }: Floor, days: number): Promise<void> {
  for (let hours = 0; hours < days * 24; hours += 6) {
    clock.advance({ hours: 6 });
    await works();
  }
}
