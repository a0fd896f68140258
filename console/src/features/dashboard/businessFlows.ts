/** Where all business flows are, of which the dashboard shows the newest. */
export const BUSINESS_FLOWS = '/workflows/flows?kind=bmc';
