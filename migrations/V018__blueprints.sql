-- Which flow was made of which part of a blueprint, and what the blueprint said then: a draft with another hash is one
-- that somebody has changed since.
CREATE TABLE blueprint_flows (
    blueprint_id text NOT NULL,
    part text NOT NULL,
    flow_id uuid NOT NULL REFERENCES flows (id) ON DELETE CASCADE,
    graph_hash text NOT NULL,
    installed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (blueprint_id, part)
);

CREATE INDEX blueprint_flows_flow ON blueprint_flows (flow_id);
