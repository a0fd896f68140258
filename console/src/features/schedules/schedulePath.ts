export const SCHEDULES = '/workflows/schedules';

export const schedulePath = ({ id }: { id: string }) => `${SCHEDULES}/${id}`;
