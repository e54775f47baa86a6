/** What can go wrong between us and Slack, once, at the next call of a method. */
export type SlackFault =
  /** Done, but the answer is lost in a gateway. */
  | { readonly kind: 'accept-then-504' }
  /** The connection breaks before Slack has done anything; from outside it looks the same as `reset-after`. */
  | { readonly kind: 'reset-before' }
  | { readonly kind: 'reset-after' }
  /** Done, but the answer is cut off in the middle. */
  | { readonly kind: 'truncate' }
  | { readonly kind: 'throttle'; readonly retryAfter: string | undefined }
  /** Refused with an error word of Slack's. */
  | { readonly kind: 'refuse'; readonly error: string };

export interface SlackFaults {
  readonly strike: (method: string, fault: SlackFault) => void;
  readonly draw: (method: string) => SlackFault | undefined;
}

export function createSlackFaults(): SlackFaults {
  const waiting = new Map<string, SlackFault[]>();
  return {
    strike: (method, fault) => {
      waiting.set(method, [...(waiting.get(method) ?? []), fault]);
    },
    draw: (method) => waiting.get(method)?.shift(),
  };
}
