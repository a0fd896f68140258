export const TEMPLATES = '/workflows/templates';

export const templatePath = ({ id }: { id: string }, section?: string) =>
  section ? `${TEMPLATES}/${id}?section=${section}` : `${TEMPLATES}/${id}`;
