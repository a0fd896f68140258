import type { JsonObject } from '@/client';

/** What becomes of an enrollment when somebody replies. */
export const REPLY_CHOICES = [
  { value: 'true', label: 'Ends this enrollment' },
  { value: 'all', label: 'Ends every enrollment of the person' },
  { value: 'false', label: 'Changes nothing' },
] as const;

/** What becomes of colleagues at the same company when somebody replies. */
export const COMPANY_CHOICES = [
  { value: 'ignore', label: 'Go on' },
  { value: 'delay', label: 'Wait' },
  { value: 'stop', label: 'End as well' },
] as const;

/** A setting of three values as a choice; without one a reply ends the enrollment. */
export const replyChoice = ({ stopOnReply }: JsonObject) => String(stopOnReply ?? true);

export const replySetting = (choice: string | null) =>
  choice === 'all' ? 'all' : choice !== 'false';

/** Days after which somebody may be enrolled again; null for never. */
export function reenrolDays({ reenrol }: JsonObject): number | null {
  const after =
    typeof reenrol === 'object' && reenrol !== null && 'after' in reenrol ? reenrol.after : null;
  const [, days, weeks] = /^P(?:(\d+)D|(\d+)W)$/.exec(String(after)) ?? [];
  return days ? Number(days) : weeks ? Number(weeks) * 7 : null;
}

export const reenrolSetting = (days: number | null) =>
  days === null ? 'never' : { after: `P${days}D` };

/** Settings with a change: what is null or empty in it goes. */
export function withSettings(config: JsonObject, change: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries({ ...config, ...change }).filter(
      ([, value]) =>
        value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
