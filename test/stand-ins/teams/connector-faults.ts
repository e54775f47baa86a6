/** `-after` means that the request took effect and only its answer was lost. */
export type ConnectorFault =
  | {
      readonly kind: 'status' | 'status-after';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'reset' | 'reset-after' | 'truncate-after' | 'empty-after' }
  | { readonly kind: 'stall'; readonly ms: number };

export interface ConnectorFaults {
  /** Strikes the next request whose method and path contain `where`. */
  readonly strike: (fault: ConnectorFault, where?: string) => void;
  readonly draw: (methodAndPath: string) => ConnectorFault | undefined;
}

export function createConnectorFaults(): ConnectorFaults {
  const strikes: { readonly fault: ConnectorFault; readonly where: string }[] = [];
  return {
    strike: (fault, where = '') => {
      strikes.push({ fault, where });
    },
    draw: (methodAndPath) => {
      const index = strikes.findIndex(({ where }) => methodAndPath.includes(where));
      return index === -1 ? undefined : strikes.splice(index, 1)[0]?.fault;
    },
  };
}
