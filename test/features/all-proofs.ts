import { INVITE_PROOFS } from './proofs/invite-proofs.ts';
import type { Proof } from './proof.ts';

export const PROOFS: readonly Proof[] = [...INVITE_PROOFS];
