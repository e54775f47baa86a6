import type { Answers } from '../views/answers.ts';

/** A chat identity as the platform itself authenticated it. All texts are opaque to core. */
export type PlatformUser = { readonly surface: string; readonly workspace: string; readonly user: string };

/** Where somebody spoke; `address` is written and read by the surface's own gateway only. */
export type Conversation = {
  readonly surface: string;
  readonly workspace: string;
  readonly address: string;
  readonly isPrivate: boolean;
  /** What people call the place, where the platform told; never an address. */
  readonly name?: string | undefined;
};

export type Ask =
  | {
      readonly kind: 'typed';
      readonly text: string;
      /** A file that was sent along, as the surface names it; opaque to core. */
      readonly upload?: string;
    }
  | { readonly kind: 'press'; readonly action: string; readonly answers: Answers }
  | { readonly kind: 'submit'; readonly action: string; readonly answers: Answers };

/** One authenticated, fresh delivery of a platform. `deliveryKey` is unique within the surface and workspace. */
export type Inbound = {
  readonly deliveryKey: string;
  readonly from: PlatformUser;
  readonly at: Conversation;
  readonly ask: Ask;
  readonly canOpenForm: boolean;
  /** The reference of the message under which it was written, where the surface says so. */
  readonly repliesTo?: string | undefined;
};
