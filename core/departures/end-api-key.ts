import { revokeActiveKey } from '../api-keys/revoke-active-key.ts';
import type { RunStep } from './step-result.ts';

/** A revoked key never comes back: whoever returns makes a new one. */
export const endApiKey: RunStep = async ({ clock }, stores, { memberId }) => {
  const revoked = await revokeActiveKey(stores, memberId, { kind: 'deactivated', at: clock.now() });
  return { isFinished: true, counts: { keys: revoked === undefined ? 0 : 1 } };
};
