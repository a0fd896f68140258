import { client } from '@/client/client.gen';
import { asApiError } from './ApiError';
import { csrfToken } from './csrf';

const CSRF_HEADER = 'X-CSRF-Token';

/** Makes the generated client talk to where the page came from, and fail in one shape. */
export function setUpClient() {
  client.setConfig({ baseUrl: '' });
  client.interceptors.request.use(async (request) => {
    const token = request.method === 'GET' ? null : await csrfToken();
    if (token) {
      request.headers.set(CSRF_HEADER, token);
    }
    return request;
  });
  client.interceptors.error.use((error, response) => asApiError(error, response));
}
