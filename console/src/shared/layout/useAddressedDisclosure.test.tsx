import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { useAddressedDisclosure, useOpener, withOpen } from './useAddressedDisclosure';

function pageAt(address: string) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>
  );
  return renderHook(
    () => {
      const [opened, { close }] = useAddressedDisclosure('new');
      return { opened, close, openNew: useOpener('new'), search: useLocation().search };
    },
    { wrapper },
  ).result;
}

describe('a dialog that the address opens', () => {
  it('is open, and the address has forgotten it', () => {
    const page = pageAt(withOpen('/flows', 'new'));

    expect(page.current.opened).toBe(true);
    expect(page.current.search).toBe('');
    act(() => page.current.close());
    expect(page.current.opened).toBe(false);
  });

  it('is not that of another name', () => {
    expect(pageAt(withOpen('/flows', 'import')).current.opened).toBe(false);
  });

  it('is opened by another part of the page, whose filters stay', () => {
    const page = pageAt('/flows?q=ada');

    act(() => page.current.openNew());

    expect(page.current.opened).toBe(true);
    expect(page.current.search).toBe('?q=ada');
  });
});
