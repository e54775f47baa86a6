import { z } from 'zod';

export const aboutArgument = z
  .string('About whom? Write an address, a domain, or a name in quotation marks.')
  .trim()
  .min(2, 'At least two letters.')
  .max(254, 'At most 254 characters.');

/** As long as the shortest text field of the platforms, so that a note can be changed where it was written. */
export const MOST_IN_NOTE = 3000;

export const noteTextArgument = z
  .string('Write the note.')
  .trim()
  .min(1, 'Write the note.')
  .max(MOST_IN_NOTE, 'At most 3,000 characters.');
