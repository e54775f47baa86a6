import type { RemovalPerson } from './removal-request.ts';

/** What is agreed to, word for word; stored as it was shown. The numbers stand above it and are bound to it by their hash. */
export function removalSentence(person: RemovalPerson | undefined, isForced: boolean): string {
  const when = isForced ? 'at once, without a cool-off' : 'on the day chosen here';
  return `I agree that ${person?.fullName ?? 'this person'} is removed ${when}, and that what is listed here is deleted for good.`;
}
