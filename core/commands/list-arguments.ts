import { z } from 'zod';

/** A list by its name, or by its id as a button carries it. */
export const listArgument = z
  .string('Which list? Write its name.')
  .trim()
  .min(1, 'Which list? Write its name.')
  .max(80, 'At most 80 characters.');

export const listNameArgument = z
  .string('Write a name.')
  .trim()
  .min(2, 'At least two letters.')
  .max(80, 'At most 80 characters.');
