import Form from '@rjsf/mantine';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { useEffect, useId, useRef } from 'react';
import type { JsonObject } from '@/client';
import schemaValidator from './schemaValidator';

interface Props {
  /** JSON Schema of an object. */
  schema: JsonObject;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  /** Is given what checks the form and shows what is wrong with it; whoever submits asks it. */
  onReady?: (isValid: () => boolean) => void;
  uiSchema?: UiSchema;
  disabled?: boolean;
}

/** A form made from a JSON Schema. Its buttons are its owner's. */
export function SchemaForm({ schema, value, onChange, onReady, uiSchema, disabled }: Props) {
  const id = useId();
  const form = useRef<{ validateForm: () => boolean }>(null);
  useEffect(() => onReady?.(() => form.current?.validateForm() ?? true), [onReady]);
  return (
    <Form
      ref={form as never}
      // Two forms of one schema may be on a page, and labels lead to ids.
      idPrefix={id}
      tagName="div"
      schema={schema as RJSFSchema}
      uiSchema={{ ...uiSchema, 'ui:submitButtonOptions': { norender: true } }}
      validator={schemaValidator}
      formData={value}
      onChange={({ formData }) => onChange((formData ?? {}) as JsonObject)}
      disabled={disabled}
      showErrorList={false}
      // Without a listener it would write what is wrong, which the fields show, to the console.
      onError={() => {}}
      noHtml5Validate
    />
  );
}
