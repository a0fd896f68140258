-- Campaigns: templates, their ordered steps, and who is enrolled. Each enrollment is a run of type sequence.
CREATE TABLE workflow_templates (
    id            uuid PRIMARY KEY,
    name          text        NOT NULL,
    description   text,
    platform      text        CHECK (platform IN ('x', 'linkedin', 'gmail', 'substack')),
    template_type text        NOT NULL CHECK (template_type IN
                  ('outreach', 'engagement', 'content', 'nurture', 'prospecting', 'enrichment', 'pruning')),
    status        text        NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'paused', 'completed')),
    config        jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(config) = 'object'),
    goal_metrics  jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(goal_metrics) = 'object'),
    starts_at     timestamptz,
    ends_at       timestamptz,
    created_by    text,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX workflow_templates_created_at ON workflow_templates (created_at DESC, id);
-- What is due to begin or to end is looked for by these.
CREATE INDEX workflow_templates_ends_at ON workflow_templates (ends_at) WHERE status IN ('active', 'paused');

CREATE TABLE workflow_template_steps (
    id          uuid PRIMARY KEY,
    template_id uuid    NOT NULL REFERENCES workflow_templates ON DELETE CASCADE,
    step_index  integer NOT NULL CHECK (step_index >= 0),
    step_type   text    NOT NULL CHECK (step_type IN
                ('connect', 'message', 'follow', 'like', 'comment', 'wait', 'condition')),
    config      jsonb   NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(config) = 'object'),
    delay_hours double precision NOT NULL DEFAULT 0 CHECK (delay_hours >= 0),
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    -- deferred, so that a list can be put in another order in one statement
    UNIQUE (template_id, step_index) DEFERRABLE INITIALLY DEFERRED
);

-- A sequence run belongs to its template; the run outlives it.
ALTER TABLE workflow_runs
    ADD FOREIGN KEY (template_id) REFERENCES workflow_templates ON DELETE SET NULL;

CREATE TABLE workflow_enrollments (
    id                 uuid PRIMARY KEY,
    template_id        uuid        NOT NULL REFERENCES workflow_templates ON DELETE CASCADE,
    contact_id         uuid        NOT NULL REFERENCES contacts ON DELETE CASCADE,
    -- null until it begins: the template is not active yet, or its time has not come
    workflow_run_id    uuid        REFERENCES workflow_runs ON DELETE SET NULL,
    bulk_operation_id  uuid        REFERENCES bulk_operations ON DELETE SET NULL,
    status             text        NOT NULL DEFAULT 'pending' CHECK (status IN
                       ('pending', 'active', 'paused', 'completed', 'replied', 'removed')),
    current_step_index integer     NOT NULL DEFAULT 0 CHECK (current_step_index >= 0),
    -- the graph that it walks, kept when the template's steps change
    plan_hash          char(64),
    -- why it ended before its last step, in a word: reply, out_of_time, exit, same_company, …
    ended_why          text,
    enrolled_by        text,
    enrolled_at        timestamptz NOT NULL DEFAULT now(),
    began_at           timestamptz,
    completed_at       timestamptz
);
-- Nobody is in a template twice at once.
CREATE UNIQUE INDEX workflow_enrollments_one_live ON workflow_enrollments (template_id, contact_id)
    WHERE status IN ('pending', 'active', 'paused');
CREATE INDEX workflow_enrollments_contact ON workflow_enrollments (contact_id);
CREATE INDEX workflow_enrollments_run ON workflow_enrollments (workflow_run_id);
CREATE INDEX workflow_enrollments_bulk ON workflow_enrollments (bulk_operation_id, id);
CREATE INDEX workflow_enrollments_status ON workflow_enrollments (template_id, status, id);
CREATE INDEX workflow_enrollments_pending ON workflow_enrollments (template_id, id) WHERE status = 'pending';

ALTER TABLE bulk_operations
    ADD COLUMN template_id uuid REFERENCES workflow_templates ON DELETE CASCADE,
    DROP CONSTRAINT bulk_operations_kind_check,
    ADD CONSTRAINT bulk_operations_kind_check CHECK (kind IN
        ('seed', 'pause', 'resume', 'migrate', 'enroll'));
CREATE INDEX bulk_operations_template ON bulk_operations (template_id);
