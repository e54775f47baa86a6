import type { Proof } from './proof.ts';
import { BULK_PROOFS } from './proofs/bulk-proofs.ts';
import { DECIDING_PROOFS } from './proofs/deciding-proofs.ts';
import { DIRECTORY_PROOFS } from './proofs/directory-proofs.ts';
import { TOGETHER_PROOFS } from './proofs/together-proofs.ts';
import { TERM_PROOFS } from './proofs/term-proofs.ts';
import { DEPARTURE_PROOFS } from './proofs/departure-proofs.ts';
import { PRICE_PROOFS } from './proofs/price-proofs.ts';
import { OVERSIGHT_PROOFS } from './proofs/oversight-proofs.ts';
import { READING_PROOFS } from './proofs/reading-proofs.ts';
import { EVIDENCE_PROOFS } from './proofs/evidence-proofs.ts';
import { DECOMMISSION_PROOFS } from './proofs/decommission-proofs.ts';
import { INVITE_PROOFS } from './proofs/invite-proofs.ts';
import { LEAVING_PROOFS } from './proofs/leaving-proofs.ts';
import { MONEY_PROOFS } from './proofs/money-proofs.ts';
import { POLICY_PROOFS } from './proofs/policy-proofs.ts';
import { REMOVAL_PROOFS } from './proofs/removal-proofs.ts';
import { RIGHTS_PROOFS } from './proofs/rights-proofs.ts';
import { SETUP_PROOFS } from './proofs/setup-proofs.ts';
import { SYNC_PROOFS } from './proofs/sync-proofs.ts';

/** The stories of every feature; a new group of them is added here. */
export const PROOFS: readonly Proof[] = [
  ...INVITE_PROOFS,
  ...BULK_PROOFS,
  ...LEAVING_PROOFS,
  ...DECOMMISSION_PROOFS,
  ...REMOVAL_PROOFS,
  ...RIGHTS_PROOFS,
  ...MONEY_PROOFS,
  ...POLICY_PROOFS,
  ...READING_PROOFS,
  ...EVIDENCE_PROOFS,
  ...PRICE_PROOFS,
  ...OVERSIGHT_PROOFS,
  ...DEPARTURE_PROOFS,
  ...TERM_PROOFS,
  ...DIRECTORY_PROOFS,
  ...DECIDING_PROOFS,
  ...SETUP_PROOFS,
  ...SYNC_PROOFS,
  ...TOGETHER_PROOFS,
];
