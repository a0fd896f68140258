-- Contacts that have an attribute with a value, among a million.
CREATE INDEX IF NOT EXISTS contacts_attributes ON contacts USING gin (attributes jsonb_path_ops);

-- How often flows have run, with which end and when last, without reading runs and journeys.
CREATE INDEX IF NOT EXISTS workflow_runs_of_flow ON workflow_runs (flow_id, status, created_at);
CREATE INDEX IF NOT EXISTS entities_of_flow ON entities (flow_id, status, created_at);
