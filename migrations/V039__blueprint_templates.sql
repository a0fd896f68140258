-- Which template was made of which blueprint, so that trying it again finds it instead of making another.
CREATE TABLE blueprint_templates (
    blueprint_id text PRIMARY KEY,
    template_id  uuid        NOT NULL REFERENCES workflow_templates ON DELETE CASCADE,
    installed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX blueprint_templates_template ON blueprint_templates (template_id);
