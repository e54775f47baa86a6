import { DEFAULT_SYNC_CONFIG, type SyncConfig } from '../core/mailboxes/sync-config.ts';
import { DELIVERY_PATIENCE, type DeliveryPatience } from '../core/commands/resume-deliveries.ts';
import type { WorkTiming } from '../core/work/work-timing.ts';

/** Every span of time of a worker in one place, so that a scaled run can scale what is measured on its clock. */
export type WorkerTiming = {
  readonly work: WorkTiming;
  readonly sync: SyncConfig;
  readonly deliveries: DeliveryPatience;
  readonly sweepEvery: Temporal.Duration;
  readonly resumeEvery: Temporal.Duration;
  /** How often the heads of audit logs are signed and kept outside. */
  readonly anchorEvery: Temporal.Duration;
  readonly lookAfterSweeps: Temporal.Duration;
  readonly grace: Temporal.Duration;
  /** How long an alarm whose worker died stays silent. */
  readonly lockLife: Temporal.Duration;
};

export const DEFAULT_TIMING: WorkerTiming = {
  work: { lease: Temporal.Duration.from({ seconds: 60 }), beat: Temporal.Duration.from({ seconds: 15 }) },
  sync: DEFAULT_SYNC_CONFIG,
  deliveries: DELIVERY_PATIENCE,
  sweepEvery: Temporal.Duration.from({ seconds: 1 }),
  resumeEvery: Temporal.Duration.from({ seconds: 10 }),
  anchorEvery: Temporal.Duration.from({ hours: 24 }),
  lookAfterSweeps: Temporal.Duration.from({ seconds: 10 }),
  grace: Temporal.Duration.from({ seconds: 20 }),
  lockLife: Temporal.Duration.from({ seconds: 60 }),
};
