import { randomUUID } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { answerRequest, type AnswerDeps } from './answer-request.ts';
import { openApiDocument } from './openapi.ts';
import { ALLOWED, FAILED, methodNotAllowed, NO_SUCH_PATH, sendProblem } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';
import { RESOURCES } from './resources.ts';

export type ReadApiDeps = Omit<AnswerDeps, 'limit'> & { readonly requestsPerMinute: number };

/** The read-only API, below wherever it is mounted. A key's owner is the viewer, as in chat. */
export function createReadApi({ requestsPerMinute, ...deps }: ReadApiDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const limit = createRateLimit({ clock: deps.clock, perMinute: requestsPerMinute });
  const document = JSON.stringify(openApiDocument());
  router.use((_request, response, next) => {
    response.set({ 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' });
    next();
  });
  route(router, '/openapi.json', (_request, response) => {
    response.type('application/json').send(document);
  });
  for (const of of RESOURCES) {
    const path = of.path.replaceAll(/\{(\w+)\}/gu, ':$1');
    route(router, path, async (request, response) => {
      const reference = randomUUID();
      try {
        await answerRequest({ ...deps, limit }, { of, request, response, reference });
      } catch (error) {
        deps.log.error({ error, reference, path: of.path }, 'A request to the API broke');
        if (!response.headersSent) sendProblem(response, FAILED, reference);
      }
    });
  }
  router.use((_request, response) => {
    sendProblem(response, NO_SUCH_PATH, randomUUID());
  });
  return router;
}

/** HEAD is answered as GET without its body. */
function route(
  router: Router,
  path: string,
  get: (request: Request, response: Response) => void | Promise<void>,
): void {
  router.get(path, get);
  router.options(path, (_request, response) => {
    response.status(204).set('allow', ALLOWED).end();
  });
  router.all(path, (request, response) => {
    sendProblem(response, methodNotAllowed(request.method), randomUUID());
  });
}
