export const SESSIONS = '/workflows/sessions';

export const sessionPath = ({ id }: { id: string }) => `${SESSIONS}/${id}`;

/** Two sessions beside each other. */
export const comparisonPath = (one: { id: string }, other: { id: string }) =>
  `${sessionPath(one)}/compare/${other.id}`;
