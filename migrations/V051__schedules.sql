-- What is to run again and again. Temporal keeps a schedule for each row and does the timing; the row says what it is to
-- be, and up to which version Temporal has been told.
CREATE TABLE scheduled_jobs (
    id              uuid        PRIMARY KEY,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    kind            text        NOT NULL CHECK (kind IN
                        ('flow', 'template', 'sync', 'enrich', 'search', 'prune', 'agent')),
    -- the body of the route that it stands for, with the ids of that route's path
    target          jsonb       NOT NULL CHECK (jsonb_typeof(target) = 'object'),
    cron            text,
    every_seconds   bigint      CHECK (every_seconds >= 60),
    timezone        text        NOT NULL,
    overlap         text        NOT NULL CHECK (overlap IN ('skip', 'buffer_one', 'buffer_all', 'allow_all', 'cancel_other')),
    jitter_seconds  bigint      NOT NULL CHECK (jitter_seconds >= 0),
    catchup_seconds bigint      NOT NULL CHECK (catchup_seconds > 0),
    paused          boolean     NOT NULL,
    version         bigint      NOT NULL DEFAULT 1,
    -- the version that Temporal has, and what it makes of it; 0 before it has any
    applied_version bigint      NOT NULL DEFAULT 0,
    applied_as      text,
    -- why Temporal refuses it, null when it does not
    problem         text,
    -- the row stays until Temporal's schedule is gone, too
    deleted_at      timestamptz,
    created_by      text        NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(cron, every_seconds) = 1)
);
CREATE INDEX scheduled_jobs_created ON scheduled_jobs (created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX scheduled_jobs_pending ON scheduled_jobs (id) WHERE applied_version < version OR deleted_at IS NOT NULL;
