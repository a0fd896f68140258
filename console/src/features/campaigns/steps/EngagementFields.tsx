import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { ExpressionInput } from '@/features/workflows/editor/config/ExpressionInput';
import type { StepFieldsProps } from './StepForm';

const LATEST = 'latest_post';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

interface Props extends StepFieldsProps {
  stepType: 'connect' | 'like' | 'comment';
}

/** What an engagement says, and the post that it is about. */
export function EngagementFields({ stepType, config, fault, onChange }: Props) {
  if (stepType === 'connect') {
    return (
      <ExpressionInput
        language="template"
        label="Note"
        description="Goes with the request; it may stay empty."
        rows={3}
        value={text(config.note)}
        error={fault('/note')}
        onChange={(note) => onChange({ note })}
      />
    );
  }
  const target = text(config.target) || LATEST;
  return (
    <>
      <Stack gap={6}>
        <Text size="xs" fw={500} id="post-label">
          Post
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Post"
          style={{ alignSelf: 'start' }}
          data={[
            { value: LATEST, label: 'The latest' },
            { value: 'address', label: 'A certain one' },
          ]}
          value={target === LATEST ? LATEST : 'address'}
          onChange={(chosen) => onChange({ target: chosen === LATEST ? LATEST : 'https://' })}
        />
        {target !== LATEST && (
          <TextInput
            size="xs"
            label="Address of the post"
            value={target}
            error={fault('/target')}
            onChange={(event) => onChange({ target: event.currentTarget.value })}
          />
        )}
      </Stack>
      {stepType === 'comment' && (
        <ExpressionInput
          language="template"
          label="Text"
          required
          rows={3}
          value={text(config.text)}
          error={fault('/text')}
          onChange={(value) => onChange({ text: value })}
        />
      )}
    </>
  );
}
