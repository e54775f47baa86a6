import { z } from 'zod';

declare const currency: unique symbol;

/** An active ISO 4217 code with a minor unit; metals, baskets and test codes are no currency to bill in. */
export type Currency = string & { readonly [currency]: true };

export function parseCurrency(text: string): Currency | undefined {
  const code = text.toUpperCase();
  return isCurrency(code) ? code : undefined;
}

/** How many decimals the minor unit has: 0 for JPY, 2 for EUR, 3 for KWD. */
export function exponentOf(code: Currency): number {
  const exponent = exponentByCode.get(code);
  if (exponent === undefined) throw new Error(`No exponent for currency ${code}`);
  return exponent;
}

/** The schema of a stored currency code: exactly as written, no change of case. */
export const currencySchema = z.string().refine(isCurrency);

export function allCurrencies(): readonly Currency[] {
  return [...exponentByCode.keys()].filter(isCurrency);
}

function isCurrency(code: string): code is Currency {
  return exponentByCode.has(code);
}

// ISO 4217 list one as published for 2026: BGN, ANG, HRK, SLL, CUC and ZWL are withdrawn.
const codesByExponent: readonly (readonly [exponent: number, codes: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [
    2,
    `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP
    COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR
    JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN
    NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
    THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

const exponentByCode: ReadonlyMap<string, number> = new Map(
  codesByExponent.flatMap(([exponent, codes]) => codes.split(/\s+/).map((code) => [code, exponent] as const)),
);
