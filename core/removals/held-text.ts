/** Told at once; why it is on is told to those who may put it on. */
export const HELD =
  'A legal hold is on, so it waits: no day can be set before an administrator lifts it, with hold … off. ';
