/** The reads that a change of an endpoint makes stale. */
export const endpointReads = ['getEndpoint', 'listEndpoints'] as const
