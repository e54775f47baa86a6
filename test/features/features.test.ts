import { afterAll, describe, expect, test } from 'vitest';
import { PROOFS } from './all-proofs.ts';
import { EVERY_FEATURE, FEATURES, type Feature } from './features.ts';
import { FRONTS, type FrontName } from './fronts/front.ts';

/** What no story shows yet. It shrinks: a feature that is shown and still stands here fails the test. */
const NOT_SHOWN: readonly Feature[] = [];

const shown = new Map<string, FrontName[]>();

describe.each(FRONTS)('on %s', (front) => {
  test.each(PROOFS.map((proof) => [proof.features.join(', '), proof.says, proof] as const))(
    '%s: %s',
    async (_features, says, { on }) => {
      expect.hasAssertions();
      await on(front);
      shown.set(says, [...(shown.get(says) ?? []), front]);
    },
  );
});

test('every feature is shown by a story, or is named as not shown', () => {
  const proved = new Set(PROOFS.flatMap(({ features }) => features));
  expect(EVERY_FEATURE.filter((feature) => !proved.has(feature))).toEqual(NOT_SHOWN);
});

afterAll(() => {
  process.stdout.write(`\n${table().join('\n')}\n`);
});

/** One line for each feature and story: on which platforms it was shown in this run. */
function table(): readonly string[] {
  return EVERY_FEATURE.flatMap((feature) => {
    const name = `${String(feature).padStart(5)}  ${FEATURES[feature].padEnd(62)}`;
    const stories = PROOFS.filter(({ features }) => features.includes(feature));
    if (stories.length === 0) return [`${name}  not shown`];
    return stories.map(({ says }) => `${name}  ${(shown.get(says) ?? ['failed']).join(' ').padEnd(20)}  ${says}`);
  });
}
