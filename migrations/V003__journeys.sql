-- Entities, their events, the runs they start and the steps of those: the projection of what workflows hold.
CREATE TABLE bulk_operations (
    id                   uuid PRIMARY KEY,
    kind                 text        NOT NULL CHECK (kind IN ('seed', 'pause', 'resume', 'migrate')),
    status               text        NOT NULL DEFAULT 'pending'
                         CHECK (status IN ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled')),
    flow_id              uuid        REFERENCES flows ON DELETE CASCADE,
    total                integer     NOT NULL DEFAULT 0,
    processed            integer     NOT NULL DEFAULT 0,
    succeeded            integer     NOT NULL DEFAULT 0,
    failed               integer     NOT NULL DEFAULT 0,
    skipped              jsonb       NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(skipped) = 'array'),
    skipped_count        integer     NOT NULL DEFAULT 0,
    request              jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(request) = 'object'),
    error                text,
    temporal_workflow_id text,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    completed_at         timestamptz
);
CREATE INDEX bulk_operations_flow ON bulk_operations (flow_id);

CREATE TABLE entities (
    id                uuid PRIMARY KEY,
    contact_id        uuid        NOT NULL REFERENCES contacts ON DELETE CASCADE,
    flow_id           uuid        NOT NULL,
    flow_version      integer     NOT NULL,
    plan_hash         char(64)    NOT NULL,
    -- where the journey was asked to begin; null begins at the spine's first node
    start_node_id     text,
    -- null only between the commit of the seeding and the journey's first projection
    current_node_id   text,
    status            text        NOT NULL DEFAULT 'active' CHECK (status IN
                      ('active', 'waiting', 'blocked', 'paused', 'completed', 'exited', 'cancelled')),
    reentry           boolean     NOT NULL DEFAULT false,
    workflow_id       text        NOT NULL UNIQUE,
    temporal_run_id   text,
    metadata          jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    source            text        NOT NULL CHECK (source IN ('seed', 'webhook', 'email_reply', 'api')),
    waiting_on        jsonb       NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(waiting_on) = 'array'),
    entered_node_at   timestamptz,
    bulk_operation_id uuid        REFERENCES bulk_operations ON DELETE SET NULL,
    -- set by the journey's first projection: until then the reconciler may start it (again)
    started_at        timestamptz,
    ended_at          timestamptz,
    -- order of projections: a write with an older one is ignored
    fence_run_start   bigint      NOT NULL DEFAULT 0,
    fence_history     bigint      NOT NULL DEFAULT 0,
    fence_flush       bigint      NOT NULL DEFAULT 0,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (flow_id, flow_version) REFERENCES flow_versions (flow_id, version)
);
-- One live journey per contact and flow, unless the flow allows re-entry.
CREATE UNIQUE INDEX entities_one_live ON entities (flow_id, contact_id)
    WHERE NOT reentry AND status NOT IN ('completed', 'exited', 'cancelled');
CREATE INDEX entities_contact ON entities (contact_id);
CREATE INDEX entities_flow_version ON entities (flow_id, flow_version);
CREATE INDEX entities_stage ON entities (flow_id, current_node_id, status);
CREATE INDEX entities_bulk ON entities (bulk_operation_id, id);
CREATE INDEX entities_not_started ON entities (created_at) WHERE started_at IS NULL;

CREATE TABLE workflow_runs (
    id                   uuid PRIMARY KEY,
    workflow_type        text        NOT NULL CHECK (workflow_type IN
                         ('flow', 'sync', 'enrich', 'search', 'prune', 'sequence', 'agent')),
    status               text        NOT NULL CHECK (status IN
                         ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled', 'killed')),
    name                 text        NOT NULL,
    started_by           text,
    trigger              jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(trigger) = 'object'),
    trigger_kind         text        NOT NULL CHECK (trigger_kind IN
                         ('user', 'scheduled', 'template', 'journey', 'webhook', 'email', 'api')),
    flow_id              uuid        REFERENCES flows ON DELETE SET NULL,
    flow_version         integer,
    plan_hash            char(64),
    entity_id            uuid        REFERENCES entities ON DELETE CASCADE,
    ux_node_id           text,
    visit                integer,
    isolation            text        NOT NULL DEFAULT 'child' CHECK (isolation IN ('child', 'inline')),
    node_states          jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(node_states) = 'object'),
    -- what a retry takes over when the run failed: the machine's state of its nodes, outputs included
    resume_state         jsonb,
    total_items          integer     NOT NULL DEFAULT 0 CHECK (total_items >= 0),
    processed_items      integer     NOT NULL DEFAULT 0 CHECK (processed_items >= 0),
    success_items        integer     NOT NULL DEFAULT 0 CHECK (success_items >= 0),
    skipped_items        integer     NOT NULL DEFAULT 0 CHECK (skipped_items >= 0),
    error_items          integer     NOT NULL DEFAULT 0 CHECK (error_items >= 0),
    config               jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(config) = 'object'),
    result               jsonb,
    errors               jsonb       NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(errors) = 'array'),
    parent_run_id        uuid        REFERENCES workflow_runs ON DELETE SET NULL,
    retry_of             uuid        REFERENCES workflow_runs ON DELETE SET NULL,
    temporal_workflow_id text,
    temporal_run_id      text,
    fence_run_start      bigint      NOT NULL DEFAULT 0,
    fence_history        bigint      NOT NULL DEFAULT 0,
    fence_flush          bigint      NOT NULL DEFAULT 0,
    started_at           timestamptz,
    completed_at         timestamptz,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX workflow_runs_status ON workflow_runs (status);
CREATE INDEX workflow_runs_type ON workflow_runs (workflow_type);
CREATE INDEX workflow_runs_entity ON workflow_runs (entity_id);
CREATE INDEX workflow_runs_flow ON workflow_runs (flow_id);
CREATE INDEX workflow_runs_parent ON workflow_runs (parent_run_id);
CREATE INDEX workflow_runs_retry_of ON workflow_runs (retry_of);
CREATE INDEX workflow_runs_created_at ON workflow_runs (created_at DESC, id);

CREATE TABLE workflow_steps (
    id              uuid PRIMARY KEY,
    workflow_run_id uuid        NOT NULL REFERENCES workflow_runs ON DELETE CASCADE,
    step_index      integer     NOT NULL CHECK (step_index >= 0),
    node_id         text,
    step_type       text        NOT NULL,
    status          text        NOT NULL CHECK (status IN
                    ('pending', 'running', 'waiting', 'completed', 'failed', 'skipped', 'cancelled')),
    contact_id      uuid        REFERENCES contacts ON DELETE SET NULL,
    url             text,
    tool            text,
    input           jsonb,
    output          jsonb,
    error           jsonb,
    attempt         integer     NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    started_at      timestamptz,
    duration_ms     bigint CHECK (duration_ms >= 0),
    UNIQUE (workflow_run_id, step_index)
);
CREATE INDEX workflow_steps_contact ON workflow_steps (contact_id);

-- Outputs too large to travel in workflow state; state holds the reference. No foreign key: a step may end before its
-- run's first projection.
CREATE TABLE step_outputs (
    run_id     uuid        NOT NULL,
    node_id    text        NOT NULL,
    execution  integer     NOT NULL,
    output     jsonb       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run_id, node_id, execution)
);

CREATE TABLE journey_events (
    entity_id uuid        NOT NULL REFERENCES entities ON DELETE CASCADE,
    seq       bigint      NOT NULL CHECK (seq >= 0),
    type      text        NOT NULL CHECK (type IN
              ('journey_started', 'moved', 'path_started', 'path_completed', 'path_failed', 'blocked', 'unblocked',
               'paused', 'resumed', 'retried', 'skipped', 'event_received', 'task_opened', 'task_answered',
               'deadline_passed', 'migrated', 'journey_completed', 'journey_exited', 'journey_cancelled')),
    from_node text,
    to_node   text,
    -- no foreign key: a child path writes its own row and may be a moment behind its journey
    run_id    uuid,
    actor     text        NOT NULL,
    detail    jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(detail) = 'object'),
    at        timestamptz NOT NULL,
    PRIMARY KEY (entity_id, seq)
);
CREATE INDEX journey_events_at ON journey_events (at DESC);
CREATE INDEX journey_events_run ON journey_events (run_id);

CREATE TABLE human_tasks (
    id          uuid PRIMARY KEY,
    entity_id   uuid        REFERENCES entities ON DELETE CASCADE,
    -- no foreign key, as in journey_events
    run_id      uuid,
    node_id     text,
    kind        text        NOT NULL CHECK (kind IN ('step', 'blocked', 'approval', 'deadline')),
    title       text        NOT NULL,
    description text,
    form        jsonb,
    choices     jsonb       NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(choices) = 'array'),
    assignee    text,
    due_at      timestamptz,
    state       text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'expired', 'cancelled')),
    choice      text,
    answer      jsonb,
    decided_by  text,
    decided_at  timestamptz,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CHECK (entity_id IS NOT NULL OR run_id IS NOT NULL)
);
CREATE INDEX human_tasks_entity ON human_tasks (entity_id);
CREATE INDEX human_tasks_run ON human_tasks (run_id);
CREATE INDEX human_tasks_state ON human_tasks (state, created_at);
