import { TagsInput } from '@mantine/core';
import type { FieldProps, RJSFSchema } from '@rjsf/utils';

/** Texts for which their schema has examples; any others may be typed. */
export function WordsField({
  schema,
  formData,
  onChange,
  fieldPathId,
  name,
  rawErrors,
  errorSchema,
}: FieldProps) {
  const { examples } = schema.items as RJSFSchema;
  const ofItems = Object.values(errorSchema ?? {}).flatMap(
    (item) => (item as { __errors?: string[] }).__errors ?? [],
  );
  return (
    <TagsInput
      id={fieldPathId.$id}
      size="xs"
      label={schema.title ?? name}
      description={schema.description}
      error={[...new Set([...(rawErrors ?? []), ...ofItems])].join(' ')}
      data={(examples as string[]) ?? []}
      clearable
      value={Array.isArray(formData) ? formData.map(String) : []}
      onChange={(words) => onChange(words, fieldPathId.path)}
    />
  );
}
