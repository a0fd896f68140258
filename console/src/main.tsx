import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { setUpClient } from './shared/api/setup';

setUpClient();

const root = document.getElementById('root');
if (!root) {
  throw new Error('The page has no element to show the console in.');
}
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
