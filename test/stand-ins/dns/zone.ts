export type ZoneAnswer =
  | { readonly kind: 'txt'; readonly values: readonly string[] }
  | { readonly kind: 'alias'; readonly of: string }
  | { readonly kind: 'nxdomain' | 'servfail' | 'timeout' };

export interface Zone {
  /** The name's TXT records; none at all makes a name that exists without any. */
  readonly setTxt: (name: string, values: readonly string[]) => void;
  /** A CNAME: the name is another one by right. */
  readonly setAlias: (name: string, of: string) => void;
  readonly refuse: (name: string, how: 'servfail' | 'timeout') => void;
  readonly forget: (name: string) => void;
  readonly lookUp: (name: string) => ZoneAnswer;
}

/** Names are compared without regard to case, as DNS does. */
export function createZone(): Zone {
  const answers = new Map<string, ZoneAnswer>();
  return {
    setTxt: (name, values) => void answers.set(keyOf(name), { kind: 'txt', values }),
    setAlias: (name, of) => void answers.set(keyOf(name), { kind: 'alias', of }),
    refuse: (name, how) => void answers.set(keyOf(name), { kind: how }),
    forget: (name) => void answers.delete(keyOf(name)),
    lookUp: (name) => answers.get(keyOf(name)) ?? { kind: 'nxdomain' },
  };
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
