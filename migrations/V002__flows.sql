-- Named graphs, their immutable versions, and which system flows hang from which UX node.
CREATE TABLE flows (
    id             uuid PRIMARY KEY,
    kind           text        NOT NULL CHECK (kind IN ('bmc', 'system')),
    name           text        NOT NULL CHECK (name <> ''),
    draft          jsonb       NOT NULL CHECK (jsonb_typeof(draft) = 'object'),
    input_schema   jsonb,
    draft_revision bigint      NOT NULL DEFAULT 1,
    latest_version integer,
    paused         boolean     NOT NULL DEFAULT false,
    archived_at    timestamptz,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    -- lets ux_system_mapping insist on the kind by foreign key
    UNIQUE (id, kind)
);
CREATE INDEX flows_kind ON flows (kind);

CREATE TABLE flow_versions (
    flow_id      uuid        NOT NULL REFERENCES flows ON DELETE CASCADE,
    version      integer     NOT NULL CHECK (version > 0),
    graph        jsonb       NOT NULL CHECK (jsonb_typeof(graph) = 'object'),
    hash         char(64)    NOT NULL,
    input_schema jsonb,
    notes        text,
    published_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (flow_id, version)
);
-- One version per content: the graph and what input it takes.
CREATE UNIQUE INDEX flow_versions_content ON flow_versions (flow_id, hash, md5(coalesce(input_schema::text, '')));
CREATE INDEX flow_versions_hash ON flow_versions (hash);

-- A draft that runs is kept under its hash too, so that workers find every plan the same way.
CREATE TABLE graphs (
    hash       char(64) PRIMARY KEY,
    kind       text        NOT NULL CHECK (kind IN ('bmc', 'system')),
    graph      jsonb       NOT NULL CHECK (jsonb_typeof(graph) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE ux_system_mapping (
    id               uuid PRIMARY KEY,
    bmc_flow_id      uuid        NOT NULL,
    bmc_kind         text        NOT NULL DEFAULT 'bmc' CHECK (bmc_kind = 'bmc'),
    ux_node_id       text        NOT NULL CHECK (ux_node_id <> ''),
    system_flow_id   uuid        NOT NULL,
    system_kind      text        NOT NULL DEFAULT 'system' CHECK (system_kind = 'system'),
    position         integer     NOT NULL DEFAULT 0,
    input            jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(input) = 'object'),
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (bmc_flow_id, bmc_kind) REFERENCES flows (id, kind) ON DELETE CASCADE,
    FOREIGN KEY (system_flow_id, system_kind) REFERENCES flows (id, kind) ON DELETE CASCADE,
    UNIQUE (bmc_flow_id, ux_node_id, system_flow_id)
);
CREATE INDEX ux_system_mapping_node ON ux_system_mapping (bmc_flow_id, ux_node_id);
CREATE INDEX ux_system_mapping_system_flow ON ux_system_mapping (system_flow_id);
