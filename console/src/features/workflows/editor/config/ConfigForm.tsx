import Form from '@rjsf/mantine';
import { ErrorSchemaBuilder, type RJSFSchema } from '@rjsf/utils';
import { useMemo } from 'react';
import type { GraphProblem, JsonObject } from '@/client';
import schemaValidator from '@/shared/forms/schemaValidator';
import { brief, fieldPath } from '../model/findings';
import classes from './ConfigForm.module.css';
import { uiSchemaOf } from './formSchema';
import { JsonField } from './JsonField';
import { MapField } from './MapField';
import { SchemaField } from './SchemaField';
import { WordsField } from './WordsField';
import { WIDGETS } from './widgets';

interface Props {
  id: string;
  schema: RJSFSchema;
  value: JsonObject;
  /** What the server says of the value; shown at the fields it names. */
  problems: readonly GraphProblem[];
  onChange: (value: JsonObject) => void;
}

const FIELDS = { map: MapField, json: JsonField, schema: SchemaField, words: WordsField };

const UNSET = { emptyObjectFields: 'skipDefaults', allOf: 'skipDefaults' } as const;

/** The configuration of one element. It is the server that checks it, as it is typed. */
export function ConfigForm({ id, schema, value, problems, onChange }: Props) {
  const uiSchema = useMemo(
    () => ({ ...uiSchemaOf(schema), 'ui:submitButtonOptions': { norender: true } }),
    [schema],
  );
  const extraErrors = useMemo(() => {
    const builder = new ErrorSchemaBuilder();
    for (const problem of problems) {
      const path = fieldPath(problem.field);
      if (path.length > 0) {
        builder.addErrors(brief(problem), path);
      }
    }
    return builder.ErrorSchema;
  }, [problems]);
  return (
    <div className={classes.form}>
      <Form
        tagName="div"
        idPrefix={id}
        schema={schema}
        uiSchema={uiSchema}
        validator={schemaValidator}
        widgets={WIDGETS}
        fields={FIELDS}
        formData={value}
        extraErrors={extraErrors}
        onChange={({ formData }) => onChange((formData ?? {}) as JsonObject)}
        experimental_defaultFormStateBehavior={UNSET}
        noValidate
        showErrorList={false}
        noHtml5Validate
      />
    </div>
  );
}
