import { TagsInput } from '@mantine/core';
import { IconArchive, IconTag } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type ManyActType, type ManyForm, useNothing } from './ManyActType';

function useTag(): ManyForm {
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  return {
    fields: (
      <>
        <TagsInput label="Add" placeholder="Tags" value={add} onChange={setAdd} />
        <TagsInput label="Take away" placeholder="Tags" value={remove} onChange={setRemove} />
      </>
    ),
    settings: useMemo(
      () => (add.length > 0 || remove.length > 0 ? { add, remove } : null),
      [add, remove],
    ),
  };
}

/** What can be done to many contacts. */
export const CONTACT_ACTS: readonly ManyActType[] = [
  {
    kind: 'tag',
    on: 'contacts',
    label: 'Tag',
    icon: IconTag,
    explains: 'Tags are added to each contact, or taken away.',
    useForm: useTag,
  },
  {
    kind: 'archive',
    on: 'contacts',
    label: 'Archive',
    icon: IconArchive,
    explains:
      'Nobody archived is started on a journey or enrolled. Journeys that they are on go on.',
    harms: true,
    useForm: useNothing,
  },
];
