import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Modal,
  Notification,
  Tooltip,
} from '@mantine/core';

const iris: MantineColorsTuple = [
  '#f1f1ff',
  '#e2e2fd',
  '#c5c4f8',
  '#a5a3f2',
  '#8a87ec',
  '#7370e6',
  '#5f5ce0',
  '#504cd0',
  '#4541b5',
  '#393697',
];

/** Index 7 is the page, 6 raised surfaces, 4 borders, 2 dimmed and 0 plain text. */
const dark: MantineColorsTuple = [
  '#ececf0',
  '#cdcdd5',
  '#a0a0ac',
  '#74747f',
  '#2c2d34',
  '#24252b',
  '#191a1f',
  '#101115',
  '#0c0d10',
  '#08090b',
];

export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  colors: { iris, dark },
  fontFamily: "'Inter Variable', -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  autoContrast: true,
  components: {
    // Mantine's own grey of a text below a title is too pale to be read by everybody.
    Notification: Notification.extend({
      styles: (_, { title }) => ({
        description: title ? { color: 'var(--mantine-color-dimmed)' } : {},
      }),
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, withArrow: true, fz: 'xs' } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.4 } },
    }),
  },
});

/** Texts on tinted grounds: Mantine's own are too pale to be read by everybody. */
const ON_TINT = {
  teal: '#07694c',
  red: '#b02525',
  orange: '#944200',
  yellow: '#7d4e00',
  gray: '#495057',
  grape: '#862e9c',
  blue: '#1558a5',
  cyan: '#0b6478',
  pink: '#a61e4d',
  iris: '#393697',
};

const onTint = Object.fromEntries(
  Object.entries(ON_TINT).map(([color, text]) => [`--mantine-color-${color}-light-color`, text]),
);

/** White on Mantine's own red cannot be read by everybody. */
const red = {
  '--mantine-color-red-filled': '#d32f2f',
  '--mantine-color-red-filled-hover': '#b92424',
};

/** What Mantine has no name for: surfaces, hairlines, and greys that are readable on all of them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...onTint,
    ...red,
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-red-text': '#c92a2a',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c1c22',
    '--mantine-color-dimmed': '#62626d',
    '--mantine-color-placeholder': '#70707c',
    '--mantine-color-default-border': '#dcdce3',
    '--app-sidebar': '#f7f7f9',
    '--app-subtle': '#f7f7f9',
    '--app-hover': '#f2f2f6',
    '--app-selected': '#ebebf3',
    '--app-hairline': '#e9e9ee',
    '--app-shadow': '0 1px 2px rgb(16 16 32 / 5%)',
  },
  dark: {
    ...red,
    // Mantine's own grey grounds cannot be told from the page.
    '--mantine-color-gray-light': '#24252c',
    '--mantine-color-gray-light-hover': '#2c2d34',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-body': '#101115',
    '--mantine-color-text': '#ececf0',
    '--mantine-color-dimmed': '#a0a0ac',
    '--mantine-color-placeholder': '#8a8a96',
    '--mantine-color-default-border': '#33343c',
    '--app-sidebar': '#0c0d10',
    '--app-subtle': '#16171c',
    '--app-hover': '#1c1d23',
    '--app-selected': '#24252c',
    '--app-hairline': '#25262c',
    '--app-shadow': '0 1px 2px rgb(0 0 0 / 40%)',
  },
});
