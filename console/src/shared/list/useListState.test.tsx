import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { useListState } from './useListState';

function listAt(address: string) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>
  );
  return renderHook(
    () => ({ list: useListState('-createdAt', ['status', 'tag']), address: useLocation().search }),
    { wrapper },
  ).result;
}

describe('what a list shows', () => {
  it('is read from the address', () => {
    const { list } = listAt('/?page=3&sort=name&q=anna&status=active&other=1').current;

    expect(list.query).toEqual({
      page: 3,
      pageSize: 25,
      sort: 'name',
      q: 'anna',
      status: 'active',
    });
    expect(list.isFiltered).toBe(true);
  });

  it.each(['0', '-2', 'x', ''])('is the first page when the address asks for page %j', (page) => {
    expect(listAt(`/?page=${page}`).current.list.page).toBe(1);
  });

  it('begins at the first page again when it is filtered', () => {
    const list = listAt('/?page=3');

    act(() => list.current.list.setFilter('status', 'active'));

    expect(list.current.address).toBe('?status=active');
  });

  it('leaves out of the address what is as ever', () => {
    const list = listAt('/?sort=name&page=2');

    act(() => list.current.list.setSort('-createdAt'));

    expect(list.current.address).toBe('');
  });

  it('clears its own filters and nothing else', () => {
    const list = listAt('/?view=kanban&status=active&q=anna');

    act(() => list.current.list.clear());

    expect(list.current.address).toBe('?view=kanban');
  });
});
