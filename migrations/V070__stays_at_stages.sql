-- Who came to a stage within some days, and what became of them there, is read from these few events alone, by when they
-- were, whatever else journeys have recorded.
CREATE INDEX IF NOT EXISTS journey_events_ways ON journey_events (at) INCLUDE (entity_id, seq, type, to_node)
    WHERE type IN ('moved', 'journey_completed', 'journey_exited', 'journey_cancelled');
