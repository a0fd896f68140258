export const RUNS = '/workflows';

export const runPath = (id: string) => `/workflows/runs/${id}`;
