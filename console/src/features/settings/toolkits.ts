import type { Connection, JsonObject } from '@/client';

interface ToolkitForm {
  label: string;
  /** JSON Schema of what is no secret, for the form, if anything; the API checks it more closely. */
  schema?: JsonObject;
  secret: string;
}

const TOKENS = 'Tokens as JSON: {"accessToken", "refreshToken", "expiresAt"}';

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
  mcp: {
    label: 'Tools for agents (MCP server)',
    secret: 'Token, if it asks for one',
    schema: {
      type: 'object',
      required: ['url'],
      properties: { url: { title: 'Address', type: 'string' } },
    },
  },
  x: {
    label: 'X',
    secret: TOKENS,
    schema: {
      type: 'object',
      properties: {
        fieldNames: { title: 'What X calls posts', enum: ['tweet', 'post'], default: 'tweet' },
      },
    },
  },
  gmail: {
    label: 'Gmail',
    secret: TOKENS,
  },
  linkedin: {
    label: 'LinkedIn',
    secret: 'Secret, not needed',
  },
  substack: {
    label: 'Substack',
    secret: 'Secret, not needed',
  },
};

export type ToolkitName = keyof typeof TOOLKITS;

export const TOOLKIT_NAMES = Object.keys(TOOLKITS) as ToolkitName[];

/** The platforms that people sign in at to connect an account. */
export const SIGN_IN_TOOLKITS = ['x', 'gmail'] as const satisfies ToolkitName[];

export function hasSignIn(toolkit: ToolkitName): toolkit is (typeof SIGN_IN_TOOLKITS)[number] {
  return SIGN_IN_TOOLKITS.some((name) => name === toolkit);
}
