import type { Platform, TemplateType } from '@/client';

/** Each type of template with what it is for. */
export const TEMPLATE_TYPES: Record<TemplateType, { label: string; explains: string }> = {
  outreach: { label: 'Outreach', explains: 'First messages to people who do not know you yet.' },
  nurture: { label: 'Nurture', explains: 'Messages over weeks to people who know you.' },
  engagement: { label: 'Engagement', explains: 'Follows, likes and comments.' },
  content: { label: 'Content', explains: 'What you publish, brought to people who may care.' },
  prospecting: { label: 'Prospecting', explains: 'Finds new contacts.' },
  enrichment: { label: 'Enrichment', explains: 'Fills in what is missing about contacts.' },
  pruning: { label: 'Pruning', explains: 'Archives contacts that have no place here.' },
};

/** How each platform is called. A template without one sends mail. */
export const PLATFORMS: Record<Platform, string> = {
  gmail: 'Gmail',
  x: 'X',
  linkedin: 'LinkedIn',
  substack: 'Substack',
};

export const platformName = (platform: Platform | null | undefined) =>
  platform ? PLATFORMS[platform] : 'Mail';

/** Whether the messages of a template are mails. */
export const sendsMail = (platform: Platform | null | undefined) =>
  !platform || platform === 'gmail';
