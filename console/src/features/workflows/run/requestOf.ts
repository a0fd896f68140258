import type { GraphNode, JsonObject } from '@/client';

const HTTP_REQUEST = 'http.request';

const HIDDEN = '[hidden]';

/** Names behind which secrets stand, as the worker hides them in answers. */
const SECRET = /auth|cookie|key|password|secret|signature|token/i;

/** A header of this name only tells repeated calls from others. */
const IDEMPOTENCY_KEY = /^idempotency-key$/i;

/** The request of a step that calls a server, as its flow writes it, without secrets; else undefined. */
export function requestOf(node: GraphNode | undefined): JsonObject | undefined {
  const { data } = node ?? {};
  if (node?.type !== HTTP_REQUEST || !data) {
    return undefined;
  }
  const { method = 'GET', url, headers, body } = data;
  return {
    method,
    ...(typeof url === 'string' && { url: withoutSecrets(url) }),
    ...(isRecord(headers) && { headers: hidden(headers) }),
    ...(body !== undefined && { body }),
  };
}

const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hidden = (headers: JsonObject) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET.test(name) && !IDEMPOTENCY_KEY.test(name) ? HIDDEN : value,
    ]),
  );

/** Hides the values of parameters that say so by their name, and what stands before an `@` in the host. */
const withoutSecrets = (url: string) =>
  url
    .replace(/^(\w+:\/\/)[^/?#@]*@/, `$1${HIDDEN}@`)
    .replace(/([?&])([^=&#]+)=([^&#]*)/g, (parameter, before, name) =>
      SECRET.test(name) ? `${before}${name}=${HIDDEN}` : parameter,
    );
