import { ActionIcon, Button, Group, NumberInput, Tabs, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { JsonObject } from '@/client';
import { MessageTexts } from './MessageTexts';
import { addVariant, MOST_VARIANTS, removeVariant, share, type Variant } from './variants';

interface Props {
  variants: readonly Variant[];
  isMail: boolean;
  /** What the API says of a field, by its pointer below the variants. */
  fault: (field: string) => string | undefined;
  onChange: (change: JsonObject) => void;
}

/** The versions of a message, one at a time, with how many contacts get each. */
export function VariantFields({ variants, isMail, fault, onChange }: Props) {
  const [shown, show] = useState(0);
  const index = Math.min(shown, variants.length - 1);
  const variant = variants[index];
  if (!variant) {
    return null;
  }
  const change = (part: object) =>
    onChange({
      variants: variants.map((each, at) =>
        at === index ? withoutNulls({ ...each, ...part }) : each,
      ),
    });
  return (
    <Tabs
      variant="outline"
      value={String(index)}
      onChange={(value) => value && show(Number(value))}
    >
      <Tabs.List aria-label="Versions">
        {variants.map(({ name }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a version is its place, and its name is edited
          <Tabs.Tab key={at} value={String(at)}>
            {name || '?'}{' '}
            <Text span size="xs" c="dimmed">
              {share(variants, at)} %
            </Text>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={String(index)} pt="sm">
        <div style={{ display: 'grid', gap: 12 }}>
          <Group gap={8} align="end">
            <TextInput
              size="xs"
              w={140}
              label="Name"
              value={variant.name}
              error={fault(`/${index}/name`)}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <NumberInput
              size="xs"
              w={100}
              label="Weight"
              min={0}
              value={variant.weight ?? 1}
              error={fault(`/${index}/weight`)}
              onChange={(weight) => change({ weight: typeof weight === 'number' ? weight : 0 })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              aria-label={`Remove version ${variant.name}`}
              onClick={() => onChange(removeVariant(variants, index))}
            >
              <IconTrash size={15} />
            </ActionIcon>
            {variants.length < MOST_VARIANTS && (
              <Button
                size="xs"
                variant="subtle"
                leftSection={<IconPlus size={13} />}
                onClick={() => {
                  onChange({ variants: addVariant(variants) });
                  show(variants.length);
                }}
              >
                Add version
              </Button>
            )}
          </Group>
          <MessageTexts
            key={index}
            texts={variant as unknown as JsonObject}
            isMail={isMail}
            fault={(field) => fault(`/${index}${field}`)}
            onChange={change}
          />
        </div>
      </Tabs.Panel>
    </Tabs>
  );
}

const withoutNulls = (parts: object) =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null));
