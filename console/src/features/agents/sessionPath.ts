export const SESSIONS = '/workflows/sessions';

export const sessionPath = ({ id }: { id: string }) => `${SESSIONS}/${id}`;
