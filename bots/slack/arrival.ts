import type { Inbound } from '../../core/commands/inbound.ts';

/** One delivery together with the ways in which Slack lets it be answered. */
export type Arrival = {
  readonly inbound: Inbound;
  /** A bearer of its own: whoever has it may answer, so it is neither stored nor logged. */
  readonly responseUrl: string | undefined;
  readonly triggerId: string | undefined;
  readonly thread: string | undefined;
  /** The names of the fields a submitted modal still shows; undefined for anything but a submission. */
  readonly fields: readonly string[] | undefined;
};

/** The open HTTP request of a delivery. The first word counts; what comes later is no longer heard. */
export interface HttpAnswer {
  readonly acknowledge: (body?: object) => void;
  /** Not acknowledged: Slack shows the person that it failed, or delivers the event again. */
  readonly unavailable: () => void;
}
