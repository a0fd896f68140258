-- Mail that comes in: where mail of unknown senders leads, and what became of each mail.
CREATE TABLE inbound_routes (
    id         uuid PRIMARY KEY,
    address    text        NOT NULL UNIQUE CHECK (address = lower(address)),
    flow_id    uuid        NOT NULL REFERENCES flows ON DELETE CASCADE,
    ux_node_id text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX inbound_routes_flow ON inbound_routes (flow_id);

-- One row a Message-ID: the second delivery of a mail waits for the first and answers as it did.
CREATE TABLE inbound_deliveries (
    message_id text PRIMARY KEY,
    entity_id  uuid        REFERENCES entities ON DELETE SET NULL,
    kind       text        CHECK (kind IN ('reply', 'out_of_office', 'bounced', 'complained')),
    ignored    text,
    at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX inbound_deliveries_entity ON inbound_deliveries (entity_id);
CREATE INDEX inbound_deliveries_at ON inbound_deliveries (at);
