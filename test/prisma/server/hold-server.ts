import { openEmbeddedServer } from '../../../prisma/embedded-server.ts';

/** A process of its own that opens the embedded server, prints its address, and holds it until it is told to stop. */
const [directory = ''] = process.argv.slice(2);

const server = await openEmbeddedServer({ dataDir: directory, project: directory, say: () => undefined });
process.stdout.write(`${server.adminUrl}\n`);
process.stdin.once('end', () => void server.stop());
process.stdin.resume();
