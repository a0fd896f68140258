export const JOURNEYS = '/workflows/journeys';

export const journeyPath = ({ id }: { id: string }) => `${JOURNEYS}/${id}`;
