-- Saved mail: texts with a name, kept in versions. Flows and campaigns that use one hold the texts of a version in their
-- own graphs, so that what is under way never reads a text that changed.
CREATE TABLE mail_templates (
    id         uuid PRIMARY KEY,
    name       text        NOT NULL CHECK (name <> ''),
    -- the version that is shown, and taken by whoever names none
    version    integer     NOT NULL CHECK (version > 0),
    created_by text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX mail_templates_name ON mail_templates (name, id);

CREATE TABLE mail_template_versions (
    mail_template_id uuid        NOT NULL REFERENCES mail_templates ON DELETE CASCADE,
    version          integer     NOT NULL CHECK (version > 0),
    subject          text        NOT NULL CHECK (subject <> ''),
    text_body        text,
    html_body        text,
    created_by       text,
    created_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (mail_template_id, version),
    CHECK (num_nonnulls(text_body, html_body) > 0)
);

CREATE FUNCTION refuse_mail_template_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'version % of mail template % never changes', OLD.version, OLD.mail_template_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'mail_template_versions_immutable';
END
$$;
CREATE TRIGGER mail_template_versions_immutable BEFORE UPDATE ON mail_template_versions
    FOR EACH ROW EXECUTE FUNCTION refuse_mail_template_version();

-- Which flows, in their newest version, and which campaigns hold the texts of which version.
CREATE TABLE mail_template_uses (
    mail_template_id uuid    NOT NULL,
    version          integer NOT NULL,
    template_id      uuid    REFERENCES workflow_templates ON DELETE CASCADE,
    flow_id          uuid    REFERENCES flows ON DELETE CASCADE,
    FOREIGN KEY (mail_template_id, version) REFERENCES mail_template_versions ON DELETE CASCADE,
    CHECK (num_nonnulls(template_id, flow_id) = 1)
);
CREATE INDEX mail_template_uses_mail ON mail_template_uses (mail_template_id, version);
CREATE INDEX mail_template_uses_template ON mail_template_uses (template_id);
CREATE INDEX mail_template_uses_flow ON mail_template_uses (flow_id);
