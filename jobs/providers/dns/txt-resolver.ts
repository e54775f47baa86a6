import { Resolver } from 'node:dns/promises';
import { z } from 'zod';
import type { TxtResolver } from '../../../core/domains/domain-claim.ts';

/** `servers` as `address` or `address:port`; none means those of the machine. */
export type TxtResolverConfig = { readonly servers: readonly string[]; readonly timeoutMs: number };

/** Nobody needs more at a name of our own; whoever fills it with thousands does not occupy a worker. */
const MOST_RECORDS = 64;

/**
 * Asks a resolver, which follows aliases. It should be one that validates DNSSEC, as the verification draft asks (9.7):
 * what fails to validate it answers with a server failure, which is no answer here.
 */
export function createTxtResolver({ servers, timeoutMs }: TxtResolverConfig): TxtResolver {
  return {
    txt: async (name, signal) => {
      if (signal.aborted) return { kind: 'no-answer' };
      const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
      if (servers.length > 0) resolver.setServers([...servers]);
      const cancel = (): void => resolver.cancel();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        const records = await resolver.resolveTxt(name);
        // One record may come as several strings of 255 octets.
        return { kind: 'records', values: records.slice(0, MOST_RECORDS).map((strings) => strings.join('')) };
      } catch (error) {
        return answerTo(error);
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },
  };
}

const dnsErrorSchema = z.object({ code: z.string() });

/** A name without such records is an answer; everything else a resolver reports is none. */
function answerTo(error: unknown): Awaited<ReturnType<TxtResolver['txt']>> {
  const code = dnsErrorSchema.safeParse(error).data?.code;
  if (code === undefined) throw new Error('The resolver broke', { cause: error });
  return code === 'ENOTFOUND' || code === 'ENODATA' ? { kind: 'records', values: [] } : { kind: 'no-answer' };
}
