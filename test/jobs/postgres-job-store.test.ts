import { expect, test } from 'vitest';
import { createAlarmClock } from '../../jobs/agenda.ts';
import { openPostgresJobStore } from '../../jobs/postgres-job-store.ts';
import { withPostgres } from '../../prisma/postgres-client.ts';
import { createRecordingLog } from '../fakes/recording-log.ts';
import { openTestDatabase } from '../prisma/test-database.ts';
import { LOCK_LIFE } from './test-worker.ts';

test('processes that open an empty store at the same moment all get it', async () => {
  await using database = await openTestDatabase();
  const opens = Array.from({ length: 8 }, () =>
    openPostgresJobStore({ log: createRecordingLog(), url: database.jobsUrl }),
  );
  const stores = await Promise.all(opens);

  const connected = await Promise.allSettled(stores.map(({ backend }) => backend.connect()));

  for (const store of stores) await store.close();
  expect(connected.filter(({ status }) => status === 'rejected')).toEqual([]);
});

test('a store whose connections the server ends rings again, and nothing but a warning tells of it', async () => {
  await using database = await openTestDatabase();
  const log = createRecordingLog();
  const store = await openPostgresJobStore({ log, url: database.jobsUrl });
  const agenda = createAlarmClock({ store, name: 'only', lockLife: LOCK_LIFE, log });
  const rung: string[] = [];
  agenda.define('ring', async () => void rung.push('rung'));
  await agenda.start();

  await withPostgres(database.adminUrl, (admin) =>
    admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE application_name = 'usher-jobs' AND datname = current_database()`),
  );
  await expect.poll(() => log.lines.map(({ event }) => event)).toContain('Job store stopped calling');
  await expect.poll(() => store.backend.notificationChannel?.state, { timeout: 10_000 }).toBe('connected');
  await agenda.now('ring');

  await expect.poll(() => rung, { timeout: 10_000 }).toEqual(['rung']);
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  await agenda.stop();
  await store.close();
});
