/** Somewhere that a surface can write to: one person, one channel, or the workspace as a whole. */
export type Whereabouts = { readonly surface: string; readonly workspace: string } & (
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'workspace' }
);

/**
 * What a surface learned about reaching somebody, kept because a platform may tell it only while it delivers something.
 * `opaque` is written and read by the surface's own gateway; the latest one wins.
 */
export interface SurfaceAddresses {
  readonly remember: (where: Whereabouts, opaque: string) => Promise<void>;
  readonly recall: (where: Whereabouts) => Promise<string | undefined>;
  /** The surface was told to go away there. */
  readonly forget: (where: Whereabouts) => Promise<void>;
  /** The channels known in one workspace, latest first, at most `limit`. */
  readonly channels: (surface: string, workspace: string, limit: number) => Promise<readonly string[]>;
}
