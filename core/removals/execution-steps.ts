import { beginDeparture } from '../departures/begin-departure.ts';
import type { DepartureDeps } from '../departures/departure-deps.ts';
import type { Departure, DepartureStep } from '../departures/departure.ts';
import { handOverLists } from '../lists/hand-over-lists.ts';
import type { Member } from '../people/member.ts';
import { accountKeyring, type AccountKeysDeps } from '../secrets/account-keys.ts';
import { suppressionDigest } from '../secrets/address-digest.ts';
import type { Stores } from '../transaction.ts';
import type { RemovalPerson, RemovalRequest } from './removal-request.ts';
import type { CarriedOut } from './carried-out.ts';

export type ExecutionDeps = DepartureDeps & AccountKeysDeps;
export type Executing = Extract<RemovalRequest, { state: 'executing' }>;

/** What one transaction came to. */
export type StepDone = { readonly records: readonly CarriedOut[]; readonly person?: RemovalPerson };
/** `wait`: others are still at work. */
type Step = (deps: ExecutionDeps, stores: Stores, request: Executing, member: Member) => Promise<StepDone | 'wait'>;

/**
 * In this order. Suppressing comes first, so that nothing comes back while the rest goes; the person goes last, in
 * the transaction that completes the request.
 */
const STEPS = [
  ['addresses suppressed', suppress],
  ['lists passed on', passOnLists],
  ['data deleted', deleteData],
  ['traces erased', eraseTraces],
] as const satisfies readonly (readonly [string, Step])[];

/** The first step that is not recorded; undefined when only the person is left. */
export function nextStep({ steps }: Executing): Step | undefined {
  return STEPS.find(([name]) => !steps.some(({ step }) => step === name || step.startsWith(`${name}: `)))?.[1];
}

type StepName = (typeof STEPS)[number][0];

function recordOf(step: StepName | `${StepName}: ${string}`, at: Temporal.Instant, counts: CarriedOut['counts']) {
  return { step, at, counts };
}

async function suppress(deps: ExecutionDeps, stores: Stores, request: Executing, member: Member): Promise<StepDone> {
  const at = deps.clock.now();
  const known = request.person?.addresses ?? [member.address];
  const addresses = [...new Set([...known, ...(await stores.traces.aliases(member.id))])].toSorted();
  const { suppression } = await accountKeyring(deps, stores, request.accountId);
  await stores.suppressions.add(
    addresses.map((address) => suppressionDigest(suppression, address)),
    at,
  );
  return {
    records: [recordOf('addresses suppressed', at, { addresses: addresses.length })],
    person: { fullName: member.fullName, addresses },
  };
}

/** To the administrator who stands behind the removal, not to support, who carries it out. */
async function passOnLists({ clock }: ExecutionDeps, stores: Stores, request: Executing): Promise<StepDone> {
  const heir = request.endorsement?.by;
  if (heir === undefined) throw new Error(`Removal ${request.id} is carried out without an endorsement`);
  const passed = await handOverLists(stores, request.memberId, heir);
  return { records: [recordOf('lists passed on', clock.now(), { lists: passed.length })] };
}

/** Whatever leaving means besides is done by the departure; its records become the removal’s. */
async function deleteData(
  deps: ExecutionDeps,
  stores: Stores,
  request: Executing,
  member: Member,
): Promise<StepDone | 'wait'> {
  const departure = await departureOf(stores, request);
  if (departure === undefined) {
    await begin(deps, stores, request, member);
    return 'wait';
  }
  if (departure.state !== 'done') return 'wait';
  const { at, steps } = departure;
  return {
    records: steps.map(({ step, finishedAt = at, counts }) =>
      recordOf(`data deleted: ${DEPARTURE_STEPS_DONE[step]}`, finishedAt, counts),
    ),
  };
}

const DEPARTURE_STEPS_DONE = {
  access: 'access ended',
  'api-key': 'API keys revoked',
  lists: 'lists passed on',
  seat: 'seat freed',
  mail: 'mail deleted',
  close: 'membership closed',
} as const satisfies Record<DepartureStep, string>;

async function departureOf({ departures }: Stores, request: Executing): Promise<Departure | undefined> {
  const since = request.startedAt;
  return (await departures.ofMember(request.memberId)).findLast(
    ({ plan, consent }) => plan.kind === 'remove' && Temporal.Instant.compare(consent.at, since) >= 0,
  );
}

async function begin(deps: ExecutionDeps, stores: Stores, request: Executing, member: Member): Promise<void> {
  const agreed = request.agreed.at(-1);
  const by = agreed === undefined ? undefined : await stores.members.get(agreed.by);
  if (agreed === undefined || by === undefined) throw new Error(`Nobody agreed to removal ${request.id}`);
  const { plan, sentence, deliveryId } = agreed;
  await beginDeparture(deps, stores, { member, by, plan, sentence, deliveryId });
}

async function eraseTraces({ clock }: ExecutionDeps, stores: Stores, request: Executing): Promise<StepDone> {
  const erased = await stores.traces.erase(request.memberId, request.person?.addresses ?? []);
  return { records: [recordOf('traces erased', clock.now(), erased)] };
}
