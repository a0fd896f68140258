import type { Connection, JsonObject } from '@/client';

interface ToolkitForm {
  label: string;
  /** JSON Schema of what is no secret, for the form, if anything; the API checks it more closely. */
  schema?: JsonObject;
  secret: string;
}

/** What connections can be for. */
export const TOOLKITS: Record<Connection['toolkit'], ToolkitForm> = {
  http: {
    label: 'HTTP',
    secret: 'Token or password',
    schema: {
      type: 'object',
      required: ['scheme', 'hosts'],
      properties: {
        scheme: {
          title: 'How it is sent',
          enum: ['bearer', 'basic', 'header'],
          default: 'bearer',
        },
        username: { title: 'User name, for basic', type: 'string' },
        header: { title: 'Header, for header', type: 'string' },
        hosts: {
          title: 'Hosts that may see it',
          type: 'array',
          minItems: 1,
          items: { type: 'string' },
          default: [''],
        },
        testUrl: { title: 'Address to test it at', type: 'string' },
      },
    },
  },
  smtp: {
    label: 'Mail server (SMTP)',
    secret: 'Password',
    schema: {
      type: 'object',
      required: ['host'],
      properties: {
        host: { title: 'Host', type: 'string' },
        port: { title: 'Port', type: 'integer', minimum: 1, maximum: 65535 },
        tls: { title: 'Encryption', enum: ['implicit', 'required', 'optional', 'never'] },
        username: { title: 'User name', type: 'string' },
      },
    },
  },
  anthropic: {
    label: 'Language models (Anthropic)',
    secret: 'API key',
  },
};

export type ToolkitName = keyof typeof TOOLKITS;

export const TOOLKIT_NAMES = Object.keys(TOOLKITS) as ToolkitName[];
