-- Workflows whose task fails again and again: they hold what they held and go nowhere until their code or their input is
-- put right. Nearly always empty. No foreign keys: Temporal may know of what the projection has not written yet.
CREATE TABLE stuck_workflows (
    workflow_id   text PRIMARY KEY,
    workflow_type text        NOT NULL,
    entity_id     uuid,
    run_id        uuid,
    cause         text        NOT NULL,
    message       text,
    attempt       integer     NOT NULL CHECK (attempt > 0),
    since         timestamptz NOT NULL,
    seen_at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX stuck_workflows_entity ON stuck_workflows (entity_id);
CREATE INDEX stuck_workflows_run ON stuck_workflows (run_id);
