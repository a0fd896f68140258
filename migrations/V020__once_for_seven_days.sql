-- A key belongs to one request, whatever the route: it is looked up by itself.
CREATE INDEX idempotency_keys_key ON idempotency_keys (key);

-- Events from outside by the id that their sender gave them, so that journeys may forget the ids that they have seen.
CREATE TABLE told_events (
    entity_id uuid        NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    event_id  text        NOT NULL,
    -- whether the journey had ended; null until it has been told, so that an event whose telling was cut off is told again
    late      boolean,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (entity_id, event_id)
);
CREATE INDEX told_events_at ON told_events (at);
