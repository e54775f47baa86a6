import { describe, expect, test } from 'vitest';
import type { Clock } from '../../core/clock.ts';
import type {
  ChangePage,
  MailboxFault,
  MailboxProvider,
  ProviderFailure,
} from '../../core/mailboxes/mailbox-provider.ts';
import type { MessageHead } from '../../core/relationships/message-head.ts';
import type { Result } from '../../core/result.ts';

/** Somebody's mailbox as its owner and their administrator change it; messages go by their Message-ID. */
export interface MailboxHand {
  readonly deliver: (messageId: string, place?: 'inbox' | 'sent' | 'drafts') => void;
  readonly move: (messageId: string, to: 'inbox' | 'archive' | 'trash') => void;
  readonly markRead: (messageId: string) => void;
  readonly erase: (messageId: string) => void;
  /** From now on the message is served in a shape that cannot be read. */
  readonly poison: (messageId: string) => void;
  readonly expireCursors: () => void;
  readonly throttle: (waitMs: number) => void;
  /** The next request meets a server that fails. */
  readonly breakOnce: () => void;
  /** What may be read: not among drafts, junk or deleted, and not older than the horizon. */
  readonly inScope: () => readonly string[];
}

export interface ProviderWorld extends AsyncDisposable {
  readonly provider: MailboxProvider;
  readonly hand: MailboxHand;
  readonly address: string;
  readonly horizon: Temporal.Instant;
  readonly clock: Clock & { readonly sleep: (milliseconds: number) => Promise<void> };
}

export type ProviderSubject = {
  readonly name: string;
  /** A mailbox of more than one page with something in every place, some of it older than the horizon. */
  readonly open: () => Promise<ProviderWorld>;
  readonly refused: readonly (readonly [address: string, fault: MailboxFault])[];
};

/** What every adapter of a mail system must keep to, on its own stand-in. */
export function mailboxProviderContract({ name, open, refused }: ProviderSubject): void {
  describe(`mailboxes of ${name}`, () => {
    test('a walk finds everything in scope once, ends once, and the next cycle has nothing to say', async () => {
      await using world = await open();

      const walk = await readOn(world);
      const quiet = await readOn(world, walk);

      expect(idsOf(walk.pages)).toEqual(world.hand.inScope().toSorted());
      expect(walk.pages.length).toBeGreaterThan(1);
      expect(walk.pages.map(({ walked }) => walked).filter(Boolean)).toHaveLength(1);
      expect(walk.pages.some(({ restarted }) => restarted)).toBe(false);
      expect(walk.pages.flatMap(({ gaps, poisoned }) => [...gaps, ...poisoned])).toEqual([]);
      expect(quiet.pages.flatMap(({ upserted, removed }) => [...upserted, ...removed])).toEqual([]);
    });

    test('what arrives while the walk lasts is not lost', async () => {
      await using world = await open();
      const first = await page(world, undefined);
      world.hand.deliver('<meanwhile@customer.example>');

      const walk = await readOn(world, reading([first]));
      const cycle = await readOn(world, walk);

      expect([...cycle.held.values()].map(({ messageId }) => messageId)).toContain('<meanwhile@customer.example>');
      expect(messageIds(cycle)).toEqual(world.hand.inScope().toSorted());
    });

    test('a cycle tells what came, and what was moved, deleted and brought back', async () => {
      await using world = await open();
      const walk = await readOn(world);
      const [moved, trashed, erased, restored] = world.hand.inScope();
      world.hand.deliver('<new@customer.example>');
      world.hand.deliver('<draft@customer.example>', 'drafts');
      world.hand.move(moved ?? '', 'archive');
      world.hand.move(trashed ?? '', 'trash');
      world.hand.erase(erased ?? '');
      world.hand.move(restored ?? '', 'trash');

      const away = await readOn(world, walk);
      world.hand.move(restored ?? '', 'inbox');
      const back = await readOn(world, away);

      const gone = [trashed, erased, restored].map((id) => providerIdOf(walk, id)).toSorted();
      expect([...new Set(away.pages.flatMap(({ removed }) => removed))].toSorted()).toEqual(gone);
      expect(messageIds(away)).toContain(moved);
      expect(messageIds(away)).toContain('<new@customer.example>');
      expect(messageIds(back)).toEqual(world.hand.inScope().toSorted());
      expect(providerIdOf(back, moved)).toBe(providerIdOf(walk, moved));
    });

    test('a read mark removes nothing and empties nothing', async () => {
      await using world = await open();
      const walk = await readOn(world);
      world.hand.markRead(world.hand.inScope()[0] ?? '');

      const cycle = await readOn(world, walk);

      expect(cycle.pages.flatMap(({ removed, poisoned }) => [...removed, ...poisoned])).toEqual([]);
      expect(cycle.held).toEqual(walk.held);
    });

    test('the folder tells what was sent, and headers that only machines set come along', async () => {
      await using world = await open();
      world.hand.deliver('<mine@customer.example>', 'sent');

      const { held } = await readOn(world);

      const heads = [...held.values()];
      const sent = heads.filter(({ direction }) => direction === 'sent').map(({ messageId }) => messageId);
      expect(sent).toContain('<mine@customer.example>');
      expect(sent.length).toBeLessThan(heads.length);
      expect(heads.some(({ headers }) => headers['list-id'] !== undefined)).toBe(true);
      expect(heads.flatMap(({ headers }) => Object.keys(headers))).not.toContain('x-unwanted');
    });

    test('a refused cursor starts a new walk over the same stretch', async () => {
      await using world = await open();
      const walk = await readOn(world);
      const erased = world.hand.inScope()[0] ?? '';
      world.hand.erase(erased);
      world.hand.expireCursors();

      const again = await readOn(world, { ...walk, held: new Map() });

      expect(again.pages.map(({ restarted }) => restarted)).toEqual(again.pages.map((_page, index) => index === 0));
      expect(again.pages.filter(({ walked }) => walked)).toHaveLength(1);
      expect(messageIds(again)).toEqual(world.hand.inScope().toSorted());
    });

    test('so does a cursor that nobody wrote', async () => {
      await using world = await open();

      const first = await page(world, '{"v":99}');

      expect(first.restarted).toBe(true);
    });

    test('throttling names when to come back, counts nothing, and the same cursor goes on', async () => {
      await using world = await open();
      const first = await page(world, undefined);
      world.hand.throttle(90_000);

      const refusal = await failure(world, first.next);
      const before = world.clock.now();
      const waitMs = refusal.kind === 'throttled' ? refusal.retryAt.since(before).total('milliseconds') : 0;
      await world.clock.sleep(waitMs);
      const walk = await readOn(world, reading([first]));

      expect(refusal.kind).toBe('throttled');
      expect(waitMs).toBeGreaterThan(0);
      expect(waitMs).toBeLessThanOrEqual(92_000);
      expect(messageIds(walk)).toEqual(world.hand.inScope().toSorted());
    });

    test('a server that fails is unavailable, and the same cursor goes on', async () => {
      await using world = await open();
      const first = await page(world, undefined);
      world.hand.breakOnce();

      const refusal = await failure(world, first.next);
      const walk = await readOn(world, reading([first]));

      expect(refusal.kind).toBe('unavailable');
      expect(messageIds(walk)).toEqual(world.hand.inScope().toSorted());
    });

    test('a message that cannot be read is set aside by its id, and the others arrive', async () => {
      await using world = await open();
      const [poisoned = ''] = world.hand.inScope();
      world.hand.poison(poisoned);

      const walk = await readOn(world);

      const parked = walk.pages.flatMap((told) => told.poisoned);
      expect(new Set(parked.map(({ providerId }) => providerId)).size).toBe(1);
      expect([...walk.held.keys()]).not.toContain(parked[0]?.providerId);
      expect(messageIds(walk)).toEqual(
        world.hand
          .inScope()
          .filter((id) => id !== poisoned)
          .toSorted(),
      );
    });

    test('an aborted reading ends by throwing and costs nothing that was kept', async () => {
      await using world = await open();
      const first = await page(world, undefined);
      const abort = new AbortController();
      const started = world.provider.changes(at(world, first.next), abort.signal);
      abort.abort(new Error('told to stop'));

      await expect(started).rejects.toThrow('told to stop');
      await expect(world.provider.changes(at(world, first.next), abort.signal)).rejects.toThrow('told to stop');
      const walk = await readOn(world, reading([first]));

      expect(messageIds(walk)).toEqual(world.hand.inScope().toSorted());
    });

    test('a look at a mailbox tells its addresses and about how much there is', async () => {
      await using world = await open();

      const facts = await world.provider.check(world.address, signal());

      expect(facts).toMatchObject({ ok: true, value: { primaryAddress: world.address, access: 'headers' } });
      const count = facts.ok ? facts.value.messageCount : undefined;
      expect(count).toBeGreaterThanOrEqual(world.hand.inScope().length);
    });

    test.each(refused)('a look at %s says %s', async (address, fault) => {
      await using world = await open();

      const looked = await world.provider.check(address, signal());

      expect(looked).toMatchObject({ ok: false, error: { kind: 'unauthorised', fault } });
    });
  });
}

/** What a reader holds after the pages it has read. */
type Read = {
  readonly pages: readonly ChangePage[];
  readonly next: string;
  readonly held: ReadonlyMap<string, MessageHead>;
};

async function readOn(world: ProviderWorld, before?: Read): Promise<Read> {
  const pages: ChangePage[] = [];
  let cursor = before?.next;
  do {
    const told = await page(world, cursor);
    pages.push(told);
    cursor = told.next;
    if (pages.length > 500) throw new Error('The reading does not end');
  } while (pages.at(-1)?.more === true);
  return reading(pages, before?.held);
}

function reading(pages: readonly ChangePage[], before: ReadonlyMap<string, MessageHead> = new Map()): Read {
  const held = new Map(before);
  for (const { upserted, removed } of pages) {
    for (const id of removed) held.delete(id);
    for (const head of upserted) held.set(head.providerId, head);
  }
  return { pages, held, next: pages.at(-1)?.next ?? '' };
}

async function page(world: ProviderWorld, cursor: string | undefined): Promise<ChangePage> {
  const told = await world.provider.changes(at(world, cursor), signal());
  if (!told.ok) throw new Error(`The reading failed: ${described(told)}`);
  return told.value;
}

async function failure(world: ProviderWorld, cursor: string): Promise<ProviderFailure> {
  const told = await world.provider.changes(at(world, cursor), signal());
  if (told.ok) throw new Error('The reading did not fail');
  return told.error;
}

function described(told: Result<ChangePage, ProviderFailure>): string {
  return JSON.stringify(told, (_key, value: unknown) =>
    value instanceof Error ? `${value.message}, ${String(value.cause)}` : value,
  );
}

function at({ address, horizon }: ProviderWorld, cursor: string | undefined) {
  return { address, horizon, cursor };
}

function signal(): AbortSignal {
  return new AbortController().signal;
}

function idsOf(pages: readonly ChangePage[]): readonly string[] {
  return pages.flatMap(({ upserted }) => upserted.map(({ messageId }) => messageId ?? '')).toSorted();
}

function messageIds({ held }: Read): readonly string[] {
  return [...held.values()].map(({ messageId }) => messageId ?? '').toSorted();
}

function providerIdOf({ held }: Read, messageId: string | undefined): string {
  return [...held.values()].find((head) => head.messageId === messageId)?.providerId ?? '';
}
