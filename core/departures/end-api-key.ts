import { revokeActiveKey } from '../api-keys/revoke-active-key.ts';
import { recordRevoked } from '../api-keys/record-revoked.ts';
import type { RunStep } from './step-result.ts';

/** A revoked key never comes back: whoever returns makes a new one. */
export const endApiKey: RunStep = async (deps, stores, { memberId }) => {
  const revoked = await revokeActiveKey(stores, memberId, { kind: 'deactivated', at: deps.clock.now() });
  if (revoked !== undefined) await recordRevoked(deps, stores, revoked, { kind: 'job', job: 'departure.carry-out' });
  return { isFinished: true, counts: { keys: revoked === undefined ? 0 : 1 } };
};
