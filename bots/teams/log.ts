/** Constant messages, data in fields; never an address, a token or what somebody typed. */
export interface TeamsLog {
  readonly info: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void;
}

/** Somebody who keeps this running must look. */
export type Alert = (alert: { readonly kind: 'invalid-card'; readonly problems: readonly string[] }) => void;
