import { z } from 'zod';
import type { WhoKnowsDeps } from '../../../core/relationships/who-knows-context.ts';
import type { RecordContext } from '../../../core/records/record-context.ts';

/** What is asked for: the checked parameters of the query and of the path, and where the last page ended. */
export type Asked<Query, Path> = {
  readonly query: Query;
  readonly path: Path;
  readonly page: { readonly at: string | undefined; readonly limit: number };
};

export type Resource = {
  /** Below /api/v1, in the way of OpenAPI: `/people/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly query: z.ZodObject;
  readonly parameters: z.ZodObject;
  readonly answer: z.ZodType;
  /** Undefined: there is no such record, or none that may be seen. */
  readonly read: (deps: WhoKnowsDeps, context: RecordContext, asked: Asked<never, never>) => Promise<unknown>;
};

export const MOST_PER_PAGE = 100;

const limit = z.coerce
  .number('Write a whole number.')
  .int('Write a whole number.')
  .min(1, 'At least 1.')
  .max(MOST_PER_PAGE, `At most ${MOST_PER_PAGE}.`)
  .default(50)
  .describe('How many at most. A page may hold fewer, even none, and still have a next one.');
const cursor = z
  .string('Write it once.')
  .max(400, 'Not a cursor of this API.')
  .optional()
  .describe('`next` of the page before, with the same other parameters.');

/** Every page of the API: items, newest first unless said otherwise, and where to go on. */
export const PAGING = z.strictObject({ limit, cursor });

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().describe('The cursor of the next page; null after the last one.'),
  });
}

/** Ties what a resource reads to the schemas that the document is made from and that the answer has to pass. */
export function resource<Query extends z.ZodObject, Path extends z.ZodObject, Answer extends z.ZodType>(of: {
  readonly path: string;
  readonly summary: string;
  readonly query: Query;
  readonly parameters: Path;
  readonly answer: Answer;
  readonly read: (
    deps: WhoKnowsDeps,
    context: RecordContext,
    asked: Asked<z.output<Query>, z.output<Path>>,
  ) => Promise<z.input<Answer> | undefined>;
}): Resource {
  return of;
}
