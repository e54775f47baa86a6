import { mailContract } from '../contracts/mail-contract.ts';
import { openTestDatabase } from './test-database.ts';

mailContract({ name: 'PostgreSQL', open: () => openTestDatabase() });
