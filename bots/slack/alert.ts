/** Something an operator should look at: the person was served, but not as intended. */
export type SlackAlert =
  | { readonly kind: 'blocks-refused'; readonly problems: readonly string[] }
  | { readonly kind: 'form-refused'; readonly problems: readonly string[] };

export type RaiseAlert = (alert: SlackAlert) => void;
