import type { Member } from '../../people/member.ts';
import type { Seat } from '../seat.ts';
import type { RunningTerm } from './term.ts';

/** A term that runs, with the seat that it ends and whoever has it. */
export type HeldTerm = { readonly term: RunningTerm; readonly seat: Seat; readonly member: Member };
