/** The first place where a chain is not what was written; `seq` counts from 1. */
export type ChainBreak =
  /** The record with this number no longer has the content it was hashed with. */
  | { readonly kind: 'edited'; readonly seq: number }
  /** The record with this number is gone, though later ones are there. */
  | { readonly kind: 'missing'; readonly seq: number }
  /** The record that stands here belongs further down. */
  | { readonly kind: 'reordered'; readonly seq: number }
  /** The record that stands here was not written by the chain. */
  | { readonly kind: 'inserted'; readonly seq: number }
  /** Everything from this number on is gone. */
  | { readonly kind: 'truncated'; readonly seq: number }
  /** Consistent in itself, but not the chain that was anchored: rewritten somewhere after `trustedUntil`, up to `seq`. */
  | { readonly kind: 'wrong-head'; readonly seq: number; readonly trustedUntil: number };
