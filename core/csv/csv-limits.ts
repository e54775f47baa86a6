/** What an upload may hold. A company that needs more uploads in parts, and each part is looked at and approved for itself. */
export const CSV_LIMITS = { bytes: 1_048_576, rows: 250, columns: 50, cell: 1000 } as const;
