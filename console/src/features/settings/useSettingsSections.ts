import { useMay } from '@/shared/session/useMay';
import { FOR_ADMINS, SETTINGS_SECTIONS } from './sections';

/** The sections of the settings that whoever looks may see. */
export function useSettingsSections() {
  const isAdmin = useMay('admin');
  return SETTINGS_SECTIONS.filter(({ name }) => isAdmin || !FOR_ADMINS.includes(name));
}
