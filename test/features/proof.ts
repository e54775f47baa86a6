import type { Feature } from './features.ts';
import type { FrontName } from './fronts/front.ts';

/** A story that people play on one platform, and the features that it shows. */
export type Proof = {
  readonly features: readonly Feature[];
  readonly says: string;
  readonly on: (front: FrontName) => Promise<void>;
};
