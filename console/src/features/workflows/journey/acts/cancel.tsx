import { TextInput } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useState } from 'react';
import { cancelEntity } from '@/client';
import { type JourneyActType, to } from './JourneyActType';

export const cancel: JourneyActType = {
  label: 'Cancel',
  icon: IconBan,
  explains: 'The journey and everything that runs for it end. What it has sent stays sent.',
  confirm: 'Cancel journey',
  useForm(entity) {
    const [reason, setReason] = useState('');
    return {
      fields: (
        <TextInput
          label="Reason"
          placeholder="Kept with the journey"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ),
      ask: () => cancelEntity({ ...to(entity), body: { reason: reason.trim() || null } }),
      done: 'goes no further: the journey is cancelled',
    };
  },
};
