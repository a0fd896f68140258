export const WORKSPACES = '/workflows/workspaces';
