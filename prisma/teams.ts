import { z } from 'zod';
import { foldedTeam, type TeamStore } from '../core/accounts/team.ts';
import { idSchema } from '../core/ids.ts';
import type { Scope } from './scope.ts';

const columns = z.object({ id: idSchema('team'), accountId: idSchema('account'), name: z.string() });

export function createTeamStore({ db, accountId }: Scope): TeamStore {
  return {
    list: async () => {
      const rows = await db.team.findMany({ where: { accountId }, orderBy: { folded: 'asc' } });
      return rows.map((row) => columns.parse(row));
    },
    add: async (team) => {
      const data = { ...columns.encode(team), folded: foldedTeam(team.name) };
      const { count } = await db.team.createMany({ data, skipDuplicates: true });
      return count === 1;
    },
  };
}
