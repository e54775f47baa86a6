import { describe, expect, test } from 'vitest';
import { carryOut, complete, fail, resume } from '../../../core/removals/execution-moves.ts';
import {
  answer,
  askAgain,
  askInformation,
  assign,
  confirmForce,
  endorse,
  endorserLeft,
  join,
  proposeForce,
  reject,
  schedule,
  start,
  withdraw,
  type Moved,
} from '../../../core/removals/removal-moves.ts';
import type { RemovalRequest, RemovalState } from '../../../core/removals/removal-request.ts';
import { ids, NOW } from '../../builders/ids.ts';
import { anAgreement, aRemoval, removalIn } from '../../builders/removals.ts';
import { readDrawing } from '../../drawing.ts';

const drawing = readDrawing('core/removals/removals.md');
const [ada, grace, linus, eve, sam] = [
  ids.next('member'),
  ids.next('member'),
  ids.next('member'),
  ids.next('member'),
  ids.next('member'),
];
const TOMORROW = NOW.add({ hours: 24 });
const bySam = { memberId: sam, at: NOW, version: 3 };
const byGrace = { ...bySam, memberId: grace };

/** Ada asked and endorsed it; in the other cases Grace asks too, or Ada may not endorse. */
function requests() {
  const askers = [{ memberId: ada, at: NOW, endorses: true }];
  const base = { memberId: linus, askers, endorsement: { by: ada, at: NOW }, version: 3 };
  const force = { reason: 'A court wants it today.', ticket: 'T-18', agreed: anAgreement({ by: grace }) };
  const two = [...askers, { memberId: grace, at: NOW, endorses: false }];
  return {
    alone: removalIn(aRemoval({ ...base, force })),
    'others ask': removalIn(aRemoval({ ...base, askers: two, endorsement: { by: eve, at: NOW } })),
    'who endorsed it': removalIn(aRemoval({ ...base, askers: two })),
  };
}

const EVENTS: Readonly<Record<string, (request: RemovalRequest) => Moved>> = {
  endorse: (request) => endorse(request, bySam),
  join: (request) => join(request, { memberId: eve, at: NOW, endorses: false }),
  'join as administrator': (request) => join(request, { memberId: eve, at: NOW, endorses: true }),
  assign: (request) => assign(request, bySam),
  askInformation: (request) => askInformation(request, bySam, 'Which of the two?'),
  answer: (request) => answer(request, { ...bySam, memberId: ada }, 'The elder.'),
  schedule: (request) =>
    schedule(request, bySam, { dueAt: TOMORROW, agreed: anAgreement({ by: sam }), coolOffHours: 24 }),
  endorserLeft: (request) => endorserLeft(request, []),
  'endorserLeft as administrator': (request) => endorserLeft(request, [{ memberId: eve, at: NOW, endorses: true }]),
  askAgain: (request) => askAgain(request, 'There is more than was agreed to.'),
  start: (request) => start(request, TOMORROW),
  proposeForce: (request) =>
    proposeForce(request, bySam, { reason: 'A court wants it.', ticket: 'T-18', agreed: anAgreement({ by: sam }) }),
  confirmForce: (request) => confirmForce(request, bySam, anAgreement({ by: sam })),
  reject: (request) => reject(request, bySam, 'They stay.'),
  withdraw: (request) => withdraw(request, { memberId: ada, at: NOW }),
  carryOut: (request) => carryOut(request, { step: 'people', at: NOW, counts: {} }),
  fail: (request) => fail(request, NOW, 'The mail could not be deleted.'),
  resume: (request) => resume(request, NOW),
  complete: (request) => complete(request, NOW),
};
const named = (event: string) => event.replace(' as administrator', '');

describe('the moves of a removal request', () => {
  test('are drawn with the names of the types', () => {
    expect(drawing.states.toSorted()).toEqual(Object.keys(requests().alone).toSorted());
    expect(drawing.events.toSorted()).toEqual([...new Set(Object.keys(EVENTS).map(named))].toSorted());
  });

  const states = Object.keys(requests().alone);
  const pairs = states.flatMap((state) => drawing.events.map((event) => [state, event] as const));

  test.each(pairs)('from %s by %s go where the drawing says, and nowhere else', (state, event) => {
    const moves = Object.entries(EVENTS).filter(([name]) => named(name) === event);
    const reached = Object.values(requests()).flatMap((cases) =>
      moves.flatMap(([, move]) => {
        const before = Object.entries(cases).find(([name]) => name === state)?.[1];
        const after = before === undefined ? undefined : move(before);
        return after?.ok === true ? [`${after.value.state} as version ${after.value.version}`] : [];
      }),
    );

    const drawn = drawing.after(state, event).map((to) => `${to} as version 4`);
    expect([...new Set(reached)].toSorted()).toEqual(drawn.toSorted());
  });
});

describe('whoever handles a removal', () => {
  const open = [
    'submitted',
    'assigned',
    'info-needed',
    'scheduled',
  ] as const satisfies readonly RemovalState['state'][];

  test.each(['endorse', 'assign', 'askInformation', 'schedule', 'proposeForce', 'confirmForce', 'reject'])(
    'is not the person who is removed: %s',
    (event) => {
      const { alone } = requests();
      for (const state of ['awaiting-endorsement', ...open] as const) {
        const removed = { ...alone[state], memberId: sam };
        expect(kindOf(EVENTS[event]?.(removed))).toBe('own-removal');
      }
    },
  );

  test('does not endorse what they asked for', () => {
    const asked = requests().alone['awaiting-endorsement'];

    expect(kindOf(endorse(asked, { ...bySam, memberId: ada }))).toBe('own-request');
  });

  test('does not schedule what they endorsed', () => {
    const { assigned } = requests().alone;

    expect(
      kindOf(
        schedule(assigned, { ...bySam, memberId: ada }, { dueAt: TOMORROW, agreed: anAgreement(), coolOffHours: 24 }),
      ),
    ).toBe('endorsed-it');
  });

  test('waits for the cool-off, to the second', () => {
    const { assigned } = requests().alone;
    const dueAt = TOMORROW.subtract({ seconds: 1 });

    const refused = schedule(assigned, bySam, { dueAt, agreed: anAgreement(), coolOffHours: 24 });

    expect(refused).toEqual({ ok: false, error: { kind: 'too-soon', earliest: TOMORROW } });
  });

  test('on an older card moves nothing', () => {
    for (const state of open) {
      const request = requests().alone[state];
      expect(kindOf(reject(request, { ...bySam, version: 2 }, 'They stay.'))).toBe('old-card');
    }
  });
});

describe('force', () => {
  test('takes a second person', () => {
    const { assigned } = requests().alone;

    expect(kindOf(confirmForce(assigned, byGrace, anAgreement({ by: grace })))).toBe('second-person');
  });

  test('takes the same snapshot from both', () => {
    const { assigned } = requests().alone;

    expect(kindOf(confirmForce(assigned, bySam, anAgreement({ by: sam, hash: 'b'.repeat(64) })))).toBe('old-card');
  });

  test('keeps both agreements and the ticket of the force', () => {
    const forced = confirmForce(requests().alone.assigned, bySam, anAgreement({ by: sam }));

    expect(forced).toMatchObject({ ok: true, value: { ticket: 'T-18', agreed: [{ by: grace }, { by: sam }] } });
  });
});

describe('withdrawing', () => {
  test('lets another administrator’s asking take the place of the endorsement', () => {
    const { submitted } = requests()['who endorsed it'];
    const others = submitted.askers.map((asker) => ({ ...asker, endorses: true }));

    const left = withdraw({ ...submitted, askers: others }, { memberId: ada, at: NOW });

    expect(left).toMatchObject({ ok: true, value: { state: 'submitted', endorsement: { by: grace } } });
  });

  test.each([
    ['who endorsed it withdraws', (request: RemovalRequest) => withdraw(request, { memberId: ada, at: NOW })],
    ['who endorsed it has left', (request: RemovalRequest) => endorserLeft(request, request.askers)],
  ])('never leaves it to one person alone, who set its day and would endorse it too: %s', (_, move) => {
    const { scheduled } = requests()['who endorsed it'];
    if (scheduled.state !== 'scheduled') throw new Error(scheduled.state);
    const askers = [...scheduled.askers, { memberId: scheduled.agreed.by, at: NOW, endorses: true }];

    expect(move({ ...scheduled, askers })).toMatchObject({
      ok: true,
      value: { state: 'awaiting-endorsement', endorsement: undefined },
    });
  });

  test('is for those who asked', () => {
    expect(kindOf(withdraw(requests().alone.scheduled, { memberId: sam, at: NOW }))).toBe('not-yours');
  });
});

test('nobody carries out alone what they endorsed', () => {
  const { scheduled } = requests().alone;
  if (scheduled.state !== 'scheduled') throw new Error(scheduled.state);
  const endorsement = { by: scheduled.agreed.by, at: NOW };

  expect(kindOf(start({ ...scheduled, endorsement }, TOMORROW))).toBe('endorsed-it');
});

test('a completed request remembers nobody, and its certificate names the steps', () => {
  const { executing } = requests().alone;

  const done = complete(executing, NOW);

  expect(done).toMatchObject({
    ok: true,
    value: { person: undefined, questions: [], certificate: { member: linus, steps: [{ step: 'mail' }] } },
  });
});

function kindOf(result: Moved | undefined): string | undefined {
  return result?.ok === false ? result.error.kind : undefined;
}
