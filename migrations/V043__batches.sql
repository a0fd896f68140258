-- Runs that work off many pages or items in slices: syncs, enrichments, searches and prunings.

-- How far such a run has come. What a page brings, its steps, its counts and the new position are one transaction.
CREATE TABLE batch_progress (
    run_id      uuid PRIMARY KEY REFERENCES workflow_runs ON DELETE CASCADE,
    -- what its slices do, such as x_contacts
    work        text        NOT NULL,
    -- rises with each write: a worker that stands at an older one writes nothing any more
    revision    bigint      NOT NULL DEFAULT 0,
    -- where the work goes on; null at its beginning
    position    jsonb,
    -- the type of the step that stands for the whole run; null for none
    step_type   text,
    next_step   integer     NOT NULL DEFAULT 0,
    error_steps integer     NOT NULL DEFAULT 0,
    -- what the result is made of besides the run's counters, such as {"added": 3}
    parts       jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parts) = 'object'),
    phase       text        NOT NULL DEFAULT 'open' CHECK (phase IN ('open', 'finished', 'failed')),
    -- of a run that has finished
    result      jsonb,
    -- of a run that has failed: {"code", "message"}
    failure     jsonb,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);

-- What holds a run; null for the families whose steps tell.
ALTER TABLE workflow_runs ADD COLUMN waiting_on jsonb CHECK (jsonb_typeof(waiting_on) = 'array');

-- One sync at a time of an account and a kind. A run that lives again after a reset waits for the other to end.
CREATE UNIQUE INDEX workflow_runs_one_sync ON workflow_runs (platform_account_id, (config ->> 'syncSubType'))
    WHERE status IN ('pending', 'running', 'paused') AND platform_account_id IS NOT NULL AND config ? 'syncSubType';
