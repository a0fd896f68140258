import { client } from '@/client/client.gen';
import { BASE, closeBrowser } from './console';

client.setConfig({ baseUrl: BASE });
afterAll(closeBrowser);
