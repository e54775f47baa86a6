import { parseCurrency, type Currency } from '../../core/billing/currency.ts';
import type { Money } from '../../core/billing/money.ts';

export function currency(code: string): Currency {
  const parsed = parseCurrency(code);
  if (parsed === undefined) throw new Error(`Unknown currency ${code}`);
  return parsed;
}

export function eur(minor: bigint): Money {
  return { currency: currency('EUR'), minor };
}
