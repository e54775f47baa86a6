/** Somebody who keeps this running must look. */
export type Alert = (alert: { readonly kind: 'invalid-card'; readonly problems: readonly string[] }) => void;
