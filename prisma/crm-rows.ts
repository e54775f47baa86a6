import { z } from 'zod';
import { idSchema } from '../core/ids.ts';

export const peopleRows = z.array(
  z
    .object({
      id: idSchema('person'),
      address: z.string(),
      name: z.string().nullable(),
      organization: z.string().nullable(),
    })
    .transform(({ name, organization, ...row }) => ({
      ...row,
      name: name ?? undefined,
      organization: organization ?? undefined,
    })),
);

export const organizationRows = z.array(z.object({ id: idSchema('organization'), domain: z.string() }));
