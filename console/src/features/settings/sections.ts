import { useMay } from '@/shared/session/useMay';

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

const FOR_ADMINS: readonly string[] = ['api-keys', 'audit'];

/** The sections that whoever looks may see. */
export function useSettingsSections() {
  const isAdmin = useMay('admin');
  return SETTINGS_SECTIONS.filter(({ name }) => isAdmin || !FOR_ADMINS.includes(name));
}

export type SettingsSection = (typeof SETTINGS_SECTIONS)[number]['name'];
