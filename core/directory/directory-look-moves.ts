import { err, ok, unreachable, type Result } from '../result.ts';
import type {
  DirectoryFault,
  DirectoryLook,
  DirectoryLookBase,
  DirectoryLookState,
  Listing,
} from './directory-look.ts';

export type DirectoryLookEvent =
  /** Without `next` this listing is at its end. */
  | { readonly kind: 'page'; readonly next: string | undefined; readonly at: Temporal.Instant }
  /** The directory gives no such listing: the others are read all the same. */
  | { readonly kind: 'refused'; readonly at: Temporal.Instant }
  /** Where it was to go on is too old. */
  | { readonly kind: 'restarted' }
  | { readonly kind: 'failed'; readonly because: DirectoryFault; readonly at: Temporal.Instant }
  | { readonly kind: 'forgotten'; readonly at: Temporal.Instant };

export type DirectoryLookRefused = {
  readonly kind: 'no-such-move';
  readonly from: DirectoryLookState;
  readonly event: DirectoryLookEvent['kind'];
};

/** For so long a list is shown as it was read; then it is deleted. */
const LOOK_LIFE = Temporal.Duration.from({ hours: 24 });

type Reading = Extract<DirectoryLook, { state: 'reading' }>;

export function moveLook(look: DirectoryLook, event: DirectoryLookEvent): Result<DirectoryLook, DirectoryLookRefused> {
  const base = nextBase(look);
  const refused = err({ kind: 'no-such-move', from: look.state, event: event.kind } as const);
  if (event.kind === 'forgotten')
    return look.state === 'read' ? ok({ ...base, state: 'forgotten', at: event.at }) : refused;
  if (look.state !== 'reading') return refused;
  switch (event.kind) {
    case 'page':
      return ok(event.next === undefined ? goneOn(look, event.at) : { ...look, ...base, cursor: event.next });
    case 'refused':
      return ok(goneOn({ ...look, refused: firstOf(look).provider }, event.at));
    case 'restarted':
      return ok({ ...look, ...base, cursor: undefined });
    case 'failed':
      return ok({
        ...base,
        state: 'failed',
        provider: look.refused ?? firstOf(look).provider,
        because: event.because,
        at: event.at,
      });
    default:
      return unreachable(event);
  }
}

/** The next listing from its beginning, or the end. */
function goneOn(look: Reading, at: Temporal.Instant): DirectoryLook {
  const base = nextBase(look);
  const left = look.left.slice(1);
  if (left.length > 0) return { ...base, state: 'reading', left, cursor: undefined, refused: look.refused };
  return { ...base, state: 'read', at, forgetAt: at.add(LOOK_LIFE) };
}

/** For moves whose guard the caller has just checked: a refusal here is a bug. */
export function movedLook(look: DirectoryLook, event: DirectoryLookEvent): DirectoryLook {
  const moved = moveLook(look, event);
  if (!moved.ok) throw new Error(`Directory look ${look.id} is ${look.state} and cannot take “${event.kind}”`);
  return moved.value;
}

export function firstOf({ id, left: [first] }: Reading): Listing {
  if (first === undefined) throw new Error(`Directory look ${id} reads nothing`);
  return first;
}

function nextBase({ id, accountId, askedBy, askedAt, version }: DirectoryLook): DirectoryLookBase {
  return { id, accountId, askedBy, askedAt, version: version + 1 };
}
