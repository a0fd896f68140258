import type { RJSFSchema } from '@rjsf/utils';
import { useEffect, useState } from 'react';
import type { JsonObject } from '@/client';
import { SchemaForm } from '@/shared/forms/SchemaForm';
import schemaValidator from '@/shared/forms/schemaValidator';

interface Props {
  schema: JsonObject;
  /** Is given the answer, or null while it is not as the schema wants it. */
  onAnswer: (answer: JsonObject | null) => void;
}

/** The form of tasks that are answered alike. */
export function AnswerForm({ schema, onAnswer }: Props) {
  const [value, setValue] = useState<JsonObject>({});
  useEffect(() => {
    const wanted = schema as RJSFSchema;
    onAnswer(schemaValidator.isValid(wanted, value, wanted) ? value : null);
  }, [schema, value, onAnswer]);
  return <SchemaForm schema={schema} value={value} onChange={setValue} />;
}
