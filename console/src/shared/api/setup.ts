import { client } from '@/client/client.gen';
import { asApiError } from './ApiError';

/** Makes the generated client talk to where the page came from, and fail in one shape. */
export function setUpClient() {
  client.setConfig({ baseUrl: '' });
  client.interceptors.error.use((error, response) => asApiError(error, response));
}
