-- What runs of templates, sessions and agents belong to and have used; the tables that these ids
-- point into add their foreign keys.
ALTER TABLE workflow_runs
    ADD COLUMN template_id         uuid,
    ADD COLUMN platform_account_id uuid,
    ADD COLUMN session_id          uuid,
    ADD COLUMN workspace_id        uuid,
    ADD COLUMN model               text,
    ADD COLUMN input_tokens        bigint         NOT NULL DEFAULT 0 CHECK (input_tokens >= 0),
    ADD COLUMN output_tokens       bigint         NOT NULL DEFAULT 0 CHECK (output_tokens >= 0),
    ADD COLUMN cache_read_tokens   bigint         NOT NULL DEFAULT 0 CHECK (cache_read_tokens >= 0),
    ADD COLUMN cache_write_tokens  bigint         NOT NULL DEFAULT 0 CHECK (cache_write_tokens >= 0),
    ADD COLUMN cost_usd            numeric(14, 6) NOT NULL DEFAULT 0 CHECK (cost_usd >= 0);
CREATE INDEX workflow_runs_template ON workflow_runs (template_id);
CREATE INDEX workflow_runs_session ON workflow_runs (session_id);
CREATE INDEX workflow_runs_workspace ON workflow_runs (workspace_id);
CREATE INDEX workflow_runs_platform_account ON workflow_runs (platform_account_id);
