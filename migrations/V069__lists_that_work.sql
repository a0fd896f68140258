-- What flows are about, to find them by.
ALTER TABLE flows ADD COLUMN tags text[] NOT NULL DEFAULT '{}';

-- Contacts that have an attribute with a value, among a million.
CREATE INDEX contacts_attributes ON contacts USING gin (attributes jsonb_path_ops);

-- How often flows have run, with which end and when last, without reading the runs. It serves what the former index served.
CREATE INDEX workflow_runs_of_flow ON workflow_runs (flow_id, status, created_at);
DROP INDEX workflow_runs_flow;
