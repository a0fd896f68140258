import { closeBrowser } from '../console';
import { provider } from './provider';

beforeAll(() => provider.start());
afterAll(async () => {
  await provider.stop();
  await closeBrowser();
});
