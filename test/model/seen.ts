import type { Stores } from '../../core/transaction.ts';
import type { FakeMessage } from '../fakes/fake-chat-gateway.ts';
import { NOTICE_STATES, stateOfAll } from './things.ts';

/** The model: how everything was when it was last looked at. */
export type Seen = {
  /** The state of each thing that has one, by its kind and id. */
  readonly states: ReadonlyMap<string, string>;
  /** Which version of themselves the people were who have left. */
  readonly gone: ReadonlyMap<string, number>;
  readonly notices: ReadonlySet<string>;
  /** The keys of the messages that had arrived. */
  readonly arrived: ReadonlySet<string>;
};

export async function seenNow(stores: Stores, arrived: readonly FakeMessage[]): Promise<Seen> {
  const gone = (await stores.members.list()).filter(
    ({ standing }) => standing === 'deactivated' || standing === 'removed',
  );
  const notices = await stores.notices.list(NOTICE_STATES);
  return {
    states: await stateOfAll(stores),
    gone: new Map(gone.map(({ id, version }) => [id, version])),
    notices: new Set(notices.map(({ id }) => id)),
    arrived: new Set(arrived.map(({ key }) => key)),
  };
}
