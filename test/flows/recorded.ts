import { ACME } from '../builders/ids.ts';
import type { Office } from './office.ts';

/** So many records that nobody’s command has made. */
export async function recorded({ inAccount, deps }: Office, count: number): Promise<void> {
  await inAccount(async (stores) => {
    for (let number = 1; number <= count; number += 1) {
      await deps.audit(stores, ACME, {
        kind: 'seat.invited',
        at: deps.clock.now(),
        actor: { kind: 'job', job: 'test' },
        subject: { kind: 'seat', id: `${number}` },
        facts: { number },
        personal: [],
      });
    }
  });
}
