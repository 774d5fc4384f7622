/** The columns of a batch in the order in which the fixed form has them. */
export const columnNames = ['offsetUs', 'kind', 'peer', 'value', 'sizeBytes'] as const
