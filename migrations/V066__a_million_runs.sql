-- Lists and reports of a million runs answer at once.
--
-- An index that is there is taken as it is, so that those of very large tables can be built beforehand, with CONCURRENTLY
-- and without a lock.

-- Lists are sorted one way with nulls last and the other way with nulls first: one index serves both directions only
-- where it says so.
CREATE INDEX IF NOT EXISTS workflow_runs_by_created_at ON workflow_runs (created_at DESC NULLS LAST, id DESC);
CREATE INDEX IF NOT EXISTS workflow_runs_by_status
    ON workflow_runs (status DESC NULLS LAST, created_at DESC NULLS LAST, id DESC);
CREATE INDEX IF NOT EXISTS workflow_runs_by_type
    ON workflow_runs (workflow_type, created_at DESC NULLS LAST, id DESC);
CREATE INDEX IF NOT EXISTS workflow_runs_by_completed_at
    ON workflow_runs (status, completed_at DESC NULLS LAST, id DESC);
CREATE INDEX IF NOT EXISTS workflow_runs_by_name ON workflow_runs (name DESC NULLS LAST, id DESC);
CREATE INDEX IF NOT EXISTS workflow_runs_by_duration
    ON workflow_runs ((completed_at - started_at) DESC NULLS LAST, id DESC);
CREATE INDEX IF NOT EXISTS sessions_by_updated_at ON sessions (updated_at DESC NULLS LAST, id DESC);
CREATE INDEX IF NOT EXISTS sessions_by_status ON sessions (status, updated_at DESC NULLS LAST, id DESC);
-- The indexes that these take the place of go a version later: to drop one now would need a lock that nobody reads beside,
-- in the midst of those that nobody writes beside.
-- None on updated_at of runs: it changes with every step, which would then have to write to all of these.

-- What runs are counted by. Few values, so that a million runs take some megabytes.
CREATE INDEX IF NOT EXISTS workflow_runs_kinds ON workflow_runs (workflow_type, status, trigger_kind, parent_run_id);
CREATE INDEX IF NOT EXISTS workflow_runs_agents ON workflow_runs (id) INCLUDE (status, parent_run_id)
    WHERE workflow_type = 'agent';
CREATE INDEX IF NOT EXISTS run_agent_details_by_type ON run_agent_details (agent_type, run_id);
CREATE INDEX IF NOT EXISTS run_agent_details_by_name ON run_agent_details (workflow_name, run_id);
CREATE INDEX IF NOT EXISTS run_git_details_repo ON run_git_details (repo_url, branch, run_id);

-- What no run was given yet, which is looked for several times a minute.
CREATE INDEX IF NOT EXISTS messages_ungiven ON messages (session_id) WHERE role = 'user' AND place IS NULL;

-- Parts of names are searched for: at once where the server brings the extension and the user may make it, else run by run.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX IF NOT EXISTS workflow_runs_name_parts ON workflow_runs USING gin (name gin_trgm_ops);
    CREATE INDEX IF NOT EXISTS sessions_name_parts ON sessions USING gin (name gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
    RAISE NOTICE 'Without the extension pg_trgm, names are searched without an index: %', SQLERRM;
END
$$;

-- The figures of days, in UTC, by what runs have in common: kept by whoever has time for it, and taken only while
-- nothing has changed since.
CREATE TABLE run_days (
    day     date        PRIMARY KEY,
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE run_day_figures (
    day                   date    NOT NULL REFERENCES run_days ON DELETE CASCADE,
    grouping              text    NOT NULL CHECK (grouping IN ('model', 'agent_type', 'flow', 'template', 'workflow_type')),
    -- null for runs that have none
    key                   text,
    runs                  bigint  NOT NULL,
    completed             bigint  NOT NULL,
    failed                bigint  NOT NULL,
    cancelled             bigint  NOT NULL,
    killed                bigint  NOT NULL,
    input_tokens          bigint  NOT NULL,
    output_tokens         bigint  NOT NULL,
    cache_read_tokens     bigint  NOT NULL,
    cache_write_tokens    bigint  NOT NULL,
    cache_write_1h_tokens bigint  NOT NULL,
    cost_usd              numeric NOT NULL,
    -- how long they took, as the code of the API writes it
    durations             bytea   NOT NULL,
    UNIQUE NULLS NOT DISTINCT (grouping, day, key)
);
CREATE INDEX run_day_figures_day ON run_day_figures (day);

-- The runs of a day that took the longest and cost the most, of all and of agents alone.
CREATE TABLE run_day_outliers (
    day    date    NOT NULL REFERENCES run_days ON DELETE CASCADE,
    figure text    NOT NULL CHECK (figure IN ('slowest', 'dearest')),
    agents boolean NOT NULL,
    run_id uuid    NOT NULL REFERENCES workflow_runs ON DELETE CASCADE,
    -- seconds or US dollars
    amount numeric NOT NULL,
    PRIMARY KEY (figure, agents, day, run_id)
);
CREATE INDEX run_day_outliers_day ON run_day_outliers (day);
CREATE INDEX run_day_outliers_run ON run_day_outliers (run_id);

-- Days of which something has changed. A row each time and no key, so that nobody waits for anybody.
CREATE TABLE run_day_changes (
    day date NOT NULL
);

CREATE FUNCTION note_run_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO stitch.run_day_changes (day) SELECT DISTINCT (created_at AT TIME ZONE 'UTC')::date FROM changed;
    RETURN NULL;
END
$$;
CREATE TRIGGER run_days_gain AFTER INSERT ON workflow_runs
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_run_days();
CREATE TRIGGER run_days_lose AFTER DELETE ON workflow_runs
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_run_days();

CREATE FUNCTION note_run_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO stitch.run_day_changes (day)
    SELECT DISTINCT (at AT TIME ZONE 'UTC')::date FROM unnest(ARRAY[OLD.created_at, NEW.created_at]) at;
    RETURN NULL;
END
$$;
CREATE TRIGGER run_days_change AFTER UPDATE ON workflow_runs FOR EACH ROW
    WHEN ((OLD.created_at, OLD.started_at, OLD.completed_at, OLD.status, OLD.workflow_type, OLD.model, OLD.flow_id,
           OLD.template_id, OLD.cost_usd, OLD.input_tokens, OLD.output_tokens, OLD.cache_read_tokens,
           OLD.cache_write_tokens, OLD.cache_write_1h_tokens)
        IS DISTINCT FROM
          (NEW.created_at, NEW.started_at, NEW.completed_at, NEW.status, NEW.workflow_type, NEW.model, NEW.flow_id,
           NEW.template_id, NEW.cost_usd, NEW.input_tokens, NEW.output_tokens, NEW.cache_read_tokens,
           NEW.cache_write_tokens, NEW.cache_write_1h_tokens))
    EXECUTE FUNCTION note_run_day();

-- Details of an agent may be written after its run, and go with it.
CREATE FUNCTION note_agent_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO stitch.run_day_changes (day)
    SELECT DISTINCT (r.created_at AT TIME ZONE 'UTC')::date
    FROM changed c JOIN stitch.workflow_runs r ON r.id = c.run_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER agent_days_gain AFTER INSERT ON run_agent_details
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_agent_days();
CREATE TRIGGER agent_days_change AFTER UPDATE ON run_agent_details
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_agent_days();
CREATE TRIGGER agent_days_lose AFTER DELETE ON run_agent_details
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_agent_days();
