import { IconUsers } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Contact, ContactActivity } from '@/client';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { checkColumn } from '@/shared/list/choice/checkColumn';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { MoreFilters } from '@/shared/list/MoreFilters';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { AttributeField } from './AttributeField';
import { type ChosenContacts, COLUMNS, nameColumn } from './contactColumns';
import { contactName, contactPath } from './contactName';
import type { ContactList } from './useContactList';

interface Props {
  contacts: ContactList;
  /** Who is chosen; without it nobody can be. */
  chosen?: ChosenContacts;
  onChoose?: (chosen: ChosenContacts) => void;
  /** Whether a click on a row leads to the contact, also where contacts are chosen. */
  leads?: boolean;
  /** What a contact is to those who choose, beside its name. */
  note?: (contact: Contact) => string | undefined;
  /** What columns and filters are remembered by; without it none are. */
  remember?: string;
}

const ACTIVITIES: { value: ContactActivity; label: string }[] = [
  { value: 'on_journey', label: 'On a journey now' },
  { value: 'recent', label: 'Something in 30 days' },
  { value: 'quiet', label: 'Nothing for 30 days' },
];

/** The filters that are not beside the search. */
const MORE = ['activity', 'company', 'lifecycleStage', 'attribute'] as const;

/** Contacts as a table, to look through or to choose from. */
export function ContactsTable({ contacts: { list, contacts }, chosen, onChoose, ...props }: Props) {
  const { note, leads = !chosen, remember } = props;
  const columns = useMemo(
    () => [
      ...(chosen && onChoose
        ? [
            checkColumn<Contact>({
              chosen,
              onChoose,
              all: 'Choose everybody on this page',
              name: contactName,
            }),
          ]
        : []),
      nameColumn(note),
      ...COLUMNS,
    ],
    [chosen, onChoose, note],
  );
  return (
    <>
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear} saved={remember}>
        <SearchField label="Search contacts" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Status"
          value={list.filters.status}
          options={['active', 'archived']}
          onChange={(status) => list.setFilter('status', status)}
        />
        <SearchField
          label="Tag"
          w={120}
          value={list.filters.tag ?? ''}
          onChange={(tag) => list.setFilter('tag', tag || null)}
        />
        <MoreFilters count={MORE.filter((name) => list.filters[name]).length}>
          <FilterSelect
            label="Activity"
            width={226}
            value={list.filters.activity}
            options={ACTIVITIES}
            onChange={(activity) => list.setFilter('activity', activity)}
          />
          <SearchField
            label="Company"
            w="100%"
            value={list.filters.company ?? ''}
            onChange={(company) => list.setFilter('company', company || null)}
          />
          <SearchField
            label="Lifecycle stage"
            w="100%"
            value={list.filters.lifecycleStage ?? ''}
            onChange={(stage) => list.setFilter('lifecycleStage', stage || null)}
          />
          <AttributeField
            value={list.filters.attribute ?? ''}
            onChange={(attribute) => list.setFilter('attribute', attribute || null)}
          />
        </MoreFilters>
      </Toolbar>
      <DataTable
        label="Contacts"
        query={contacts}
        columns={columns}
        remember={remember}
        rowId={(contact) => contact.id}
        rowLink={leads ? contactPath : undefined}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconUsers} title="No contacts here">
            {list.isFiltered
              ? 'Nobody fits the search and filters.'
              : 'Add or import the first ones.'}
          </EmptyState>
        }
      />
    </>
  );
}
