import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** Searches a list as one types. */
export function SearchField({ label, value, onChange, ...input }: Props) {
  const [text, setText] = useState(value);
  const search = useDebouncedCallback(onChange, 250);
  // The address may change without typing: by the back button or by clearing all filters.
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      size="xs"
      w={240}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} />}
      rightSection={
        text && (
          <CloseButton
            size="xs"
            aria-label="Clear the search"
            onClick={() => {
              setText('');
              onChange('');
            }}
          />
        )
      }
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      {...input}
    />
  );
}
