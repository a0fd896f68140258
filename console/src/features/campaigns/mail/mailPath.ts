export const MAILS = '/workflows/mail';

export const NEW_MAIL = `${MAILS}/new`;

export const mailPath = ({ id }: { id: string }) => `${MAILS}/${id}`;
