-- What a harness keeps of its conversation, so that it goes on where it was on any host.
CREATE TABLE agent_transcripts (
    session_id uuid PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,
    -- the turn that the conversation stands before; no foreign key: it outlives the run
    run_id     uuid        NOT NULL,
    turn       integer     NOT NULL,
    -- the harness's own file, compressed with gzip
    content    bytea       NOT NULL CHECK (octet_length(content) <= 33554432),
    at         timestamptz NOT NULL DEFAULT now()
);

-- When a harness began to carry a call out; whether one that was begun and has no result took effect is not known.
ALTER TABLE agent_tool_calls ADD COLUMN begun_at timestamptz;
