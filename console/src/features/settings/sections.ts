/** The sections of the settings, by their place in the address. */
export const SETTINGS_SECTIONS = [
  { name: 'connections', label: 'Connections' },
  { name: 'webhooks', label: 'Webhooks' },
  { name: 'inbound', label: 'Inbound' },
  { name: 'sending', label: 'Sending' },
  { name: 'budgets', label: 'Budgets' },
  { name: 'suppressions', label: 'Suppressions' },
  { name: 'api-keys', label: 'API keys' },
  { name: 'audit', label: 'Audit log' },
] as const;

/** The sections that the API shows to administrators only. */
export const FOR_ADMINS: readonly string[] = ['api-keys', 'audit'];

export type SettingsSection = (typeof SETTINGS_SECTIONS)[number]['name'];
