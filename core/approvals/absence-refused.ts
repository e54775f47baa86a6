export type AbsenceRefused =
  | { readonly kind: 'nothing-to-delegate' }
  | { readonly kind: 'to-oneself' }
  | { readonly kind: 'to-oneself-for-another' }
  | { readonly kind: 'not-active' }
  | { readonly kind: 'in-the-past' }
  | { readonly kind: 'too-long'; readonly latest: Temporal.Instant }
  | { readonly kind: 'away-too'; readonly until: Temporal.Instant };
