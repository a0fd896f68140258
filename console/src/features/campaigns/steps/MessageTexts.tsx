import { Anchor } from '@mantine/core';
import { useState } from 'react';
import type { JsonObject } from '@/client';
import { ExpressionInput } from '@/features/workflows/editor/config/ExpressionInput';

interface Props {
  texts: JsonObject;
  isMail: boolean;
  fault: (field: string) => string | undefined;
  onChange: (change: JsonObject) => void;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Subject and text of a message, and HTML where somebody wants it. */
export function MessageTexts({ texts, isMail, fault, onChange }: Props) {
  const [hasHtml, setHtml] = useState(text(texts.html) !== '');
  return (
    <>
      {isMail && (
        <ExpressionInput
          language="template"
          label="Subject"
          required
          value={text(texts.subject)}
          error={fault('/subject')}
          onChange={(subject) => onChange({ subject })}
        />
      )}
      <ExpressionInput
        language="template"
        label="Text"
        description="{{ offers what is known of the contact."
        required={!isMail}
        rows={6}
        value={text(texts.text)}
        error={fault('/text')}
        onChange={(value) => onChange({ text: value })}
      />
      {isMail &&
        (hasHtml ? (
          <ExpressionInput
            language="template"
            label="HTML"
            description="Shown instead of the text where mail shows HTML."
            rows={6}
            value={text(texts.html)}
            error={fault('/html')}
            onChange={(html) => onChange({ html: html || null })}
          />
        ) : (
          <Anchor
            component="button"
            type="button"
            size="xs"
            style={{ justifySelf: 'start' }}
            onClick={() => setHtml(true)}
          >
            Add HTML
          </Anchor>
        ))}
    </>
  );
}
