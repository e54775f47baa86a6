/** The only source of randomness, so that ids, keys and nonces can be fixed in a test. */
export interface Entropy {
  readonly bytes: (count: number) => Uint8Array;
}
