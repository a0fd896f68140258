/** The pages above a flow. */
export const ABOVE = [
  { label: 'Workflows', to: '/workflows' },
  { label: 'Flows', to: '/workflows/flows' },
];
