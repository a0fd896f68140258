import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const ISSUER = process.env.STITCH_OIDC_ISSUER ?? 'http://127.0.0.1:9999';
const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 });

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token signed by the provider's key. */
function token(claims: Record<string, unknown>): string {
  const content = `${encode({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), KEY.privateKey).toString('base64url')}`;
}

interface Granted {
  asked: URLSearchParams;
  name: string;
  role: string;
}

const granted = new Map<string, Granted>();

/** Asks who somebody is; each link is somebody, the last of them says no. */
function askWho(asked: URLSearchParams, response: ServerResponse) {
  const people = ['ada admin', 'vera viewer', 'nobody none'].map((person) => {
    const [name = '', role = ''] = person.split(' ');
    const code = randomUUID();
    granted.set(code, { asked, name, role });
    return `<a href="${backTo(asked, { code })}">${name}</a>`;
  });
  const no = `<a href="${backTo(asked, { error: 'access_denied' })}">No thanks</a>`;
  response.setHeader('Content-Type', 'text/html');
  response.end(
    `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Example ID</title><h1>Who are you?</h1>${people.join(' ')} ${no}</html>`,
  );
}

function backTo(asked: URLSearchParams, answer: Record<string, string>): string {
  const state = asked.get('state') ?? '';
  return `${asked.get('redirect_uri')}?${new URLSearchParams({ ...answer, state, iss: ISSUER })}`.replaceAll(
    '&',
    '&amp;',
  );
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const part of request) {
    text += part;
  }
  return new URLSearchParams(text);
}

async function redeem(request: IncomingMessage, response: ServerResponse) {
  const form = await formOf(request);
  const code = form.get('code') ?? '';
  const grant = granted.get(code);
  granted.delete(code);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  response.setHeader('Content-Type', 'application/json');
  if (!grant || grant.asked.get('code_challenge') !== challenge) {
    response.statusCode = 400;
    response.end(JSON.stringify({ error: 'invalid_grant' }));
    return;
  }
  const now = Math.floor(Date.now() / 1000);
  response.end(
    JSON.stringify({
      access_token: randomUUID(),
      token_type: 'Bearer',
      id_token: token({
        iss: ISSUER,
        aud: grant.asked.get('client_id'),
        nonce: grant.asked.get('nonce'),
        sub: grant.name,
        preferred_username: grant.name,
        roles: [grant.role],
        iat: now,
        exp: now + 300,
      }),
    }),
  );
}

function json(response: ServerResponse, body: unknown) {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(body));
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', ISSUER);
  switch (url.pathname) {
    case '/.well-known/openid-configuration':
      return json(response, {
        issuer: ISSUER,
        jwks_uri: `${ISSUER}/keys`,
        authorization_endpoint: `${ISSUER}/authorize`,
        token_endpoint: `${ISSUER}/token`,
        end_session_endpoint: `${ISSUER}/goodbye`,
      });
    case '/keys':
      return json(response, {
        keys: [
          { ...KEY.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' },
        ],
      });
    case '/authorize':
      return askWho(url.searchParams, response);
    case '/token':
      return redeem(request, response);
    case '/goodbye':
      response.writeHead(302, { Location: url.searchParams.get('post_logout_redirect_uri') ?? '' });
      return response.end();
    default:
      response.statusCode = 404;
      return response.end();
  }
});

/** An identity provider whose people are links on a page; it forgets nobody's consent. */
export const provider = {
  start: () =>
    new Promise<void>((resolve) => {
      server.listen(Number(new URL(ISSUER).port), '127.0.0.1', resolve);
    }),
  stop: () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
};
