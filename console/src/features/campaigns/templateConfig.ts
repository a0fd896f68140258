import type { JsonObject, TemplateView } from '@/client';

/** The settings of a template, which the API keeps as an object of any shape. */
export const configOf = ({ config }: Pick<TemplateView, 'config'>) => config as JsonObject;
