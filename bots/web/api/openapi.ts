import { z } from 'zod';
import { problemSchema } from './problem.ts';
import type { Resource } from './resource.ts';
import { RESOURCES } from './resources.ts';

const PROBLEMS = {
  '400': 'A parameter cannot be used; `field` names it.',
  '401': 'There is no key, or it does not open anything any more; `detail` says why.',
  '403': 'The key’s owner or account may not read.',
  '404': 'There is no such record, or none that the key’s owner may see.',
  '429': 'Too many requests; `Retry-After` says when to go on.',
  '500': 'Something broke.',
} as const;

/** OpenAPI 3.1, made from the schemas that every answer has to pass before it leaves. */
export function openApiDocument(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Usher',
      version: '1',
      description:
        'Reads what the account’s mailboxes have taught, and its lists and notes. A key reads what its owner may read. Nothing can be changed here.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }],
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'Made in chat: /seat apikey new.' } },
      schemas: { Problem: schemaOf(problemSchema) },
    },
    paths: Object.fromEntries(RESOURCES.map((one) => [one.path, { get: operation(one) }])),
  };
}

function operation({ path, summary, query, parameters, answer }: Resource): object {
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const problems = Object.entries(PROBLEMS).map(([status, description]) => [status, { description, content: problem }]);
  return {
    operationId: path
      .replaceAll(/[/{}]+/gu, ' ')
      .trim()
      .replaceAll(' ', '-'),
    summary,
    parameters: [...described('path', parameters), ...described('query', query)],
    responses: {
      '200': {
        description: summary,
        headers: {
          RateLimit: { description: 'What is left, and until when.', schema: { type: 'string' } },
          'RateLimit-Policy': { description: 'How much there is.', schema: { type: 'string' } },
        },
        content: { 'application/json': { schema: schemaOf(answer) } },
      },
      ...Object.fromEntries(problems),
    },
  };
}

function described(where: 'path' | 'query', schema: z.ZodObject): readonly object[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const { description, ...rest } = schemaOf(field as z.ZodType);
    return {
      name,
      in: where,
      required: where === 'path',
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

function schemaOf(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
  return rest;
}
