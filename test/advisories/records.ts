// Records of OSV for tests, as small as the schema allows.

export interface Events {
  readonly introduced?: string;
  readonly fixed?: string;
  readonly last_affected?: string;
  readonly limit?: string;
}

export const record = (id: string, affected: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) => ({
  id,
  modified: '2026-01-02T03:04:05Z',
  affected,
  ...more,
});

export const affects = (ecosystem: string, name: string, ...events: readonly Events[]) => ({
  package: { ecosystem, name },
  ranges: [{ type: 'ECOSYSTEM', events }],
});
