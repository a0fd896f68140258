import type { FieldProps } from '@rjsf/utils';
import type { JsonObject } from '@/client';
import { SchemaInput } from '../schema/SchemaInput';

/** A setting that is itself a schema: the form of a task, the shape of an answer. */
export function SchemaField(props: FieldProps) {
  const { schema, formData, onChange, fieldPathId, name, rawErrors, required } = props;
  return (
    <SchemaInput
      id={fieldPathId.$id}
      label={schema.title ?? name}
      description={schema.description}
      error={rawErrors?.join(' ')}
      required={required}
      value={(formData as JsonObject | undefined) ?? null}
      onChange={(value) => onChange(value ?? undefined, fieldPathId.path)}
    />
  );
}
