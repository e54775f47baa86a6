import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { LIMITS } from './limits.ts';
import { sizeOf } from './render.ts';

// The package's root is an ES module without extensions, which Node refuses; its bundle is the same library.
const load = createRequire(import.meta.url) as (id: string) => typeof AdaptiveCards;
const { AdaptiveCard, HostConfig, SerializationContext, Versions } = load('adaptivecards/dist/adaptivecards.js');

/** What the vendor's own library and limits hold against a card, in words; empty when it may be sent. */
export function problemsOf(card: IAdaptiveCard): readonly string[] {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.hostConfig = new HostConfig({ actions: { maxActions: LIMITS.actionsInARow } });
  try {
    parsed.parse(structuredClone(card), context);
  } catch (error) {
    return [`cannot be parsed: ${String(error)}`];
  }
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const failures = parsed.validateProperties().validationEvents.map(({ message }) => message);
  const size = sizeOf(card);
  return [
    ...events,
    ...failures,
    ...(size > LIMITS.cardBytes ? [`${size} bytes are more than ${LIMITS.cardBytes}`] : []),
  ];
}
