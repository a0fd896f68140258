-- Agents: sessions with their messages, what runs of agents have besides every run, their turns and tool calls.

CREATE TABLE sessions (
    id          uuid PRIMARY KEY,
    name        text        NOT NULL,
    status      text        NOT NULL DEFAULT 'idle' CHECK (status IN ('active', 'waiting', 'idle', 'closed')),
    -- what the next message, and the next message that the model is given, are numbered
    next_seq    integer     NOT NULL DEFAULT 1,
    next_place  integer     NOT NULL DEFAULT 1,
    forked_from uuid REFERENCES sessions ON DELETE SET NULL,
    created_by  text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sessions_updated_at ON sessions (updated_at DESC, id);
CREATE INDEX sessions_status ON sessions (status, updated_at DESC);
CREATE INDEX sessions_forked_from ON sessions (forked_from);

CREATE TABLE messages (
    id         uuid PRIMARY KEY,
    session_id uuid        NOT NULL REFERENCES sessions ON DELETE CASCADE,
    seq        integer     NOT NULL,
    role       text        NOT NULL CHECK (role IN ('user', 'assistant', 'tool', 'system')),
    author     text        NOT NULL,
    -- blocks as the provider spells them
    content    jsonb       NOT NULL CHECK (jsonb_typeof(content) = 'array'),
    -- the same as the provider wrote it, letter by letter: signatures of thinking cover it
    raw        text,
    -- its words, for search
    text       text        NOT NULL DEFAULT '',
    words      tsvector    GENERATED ALWAYS AS (to_tsvector('simple', left(text, 100000))) STORED,
    -- where the model was given it; null while it was not, and for what it is never given
    place      integer,
    -- no foreign key: a conversation outlives its runs
    run_id     uuid,
    turn       integer,
    at         timestamptz NOT NULL DEFAULT now(),
    UNIQUE (session_id, seq),
    UNIQUE (run_id, turn, role)
);
CREATE INDEX messages_place ON messages (session_id, place);
CREATE INDEX messages_words ON messages USING gin (words);

-- How far each reader has read.
CREATE TABLE session_reads (
    session_id uuid    NOT NULL REFERENCES sessions ON DELETE CASCADE,
    reader     text    NOT NULL,
    seq        integer NOT NULL,
    PRIMARY KEY (session_id, reader)
);

CREATE TABLE run_agent_details (
    run_id         uuid PRIMARY KEY REFERENCES workflow_runs ON DELETE CASCADE,
    workflow_name  text    NOT NULL,
    agent_type     text,
    task_input     text    NOT NULL,
    persistent     boolean NOT NULL DEFAULT true,
    cleanup_status text CHECK (cleanup_status IN ('kept', 'pending', 'cleaned', 'failed')),
    metadata       jsonb   NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    -- how many answers of models its session had when its script began
    script_from    integer NOT NULL DEFAULT 0
);
CREATE INDEX run_agent_details_type ON run_agent_details (agent_type);
CREATE INDEX run_agent_details_name ON run_agent_details (workflow_name);

-- What a finished turn came to: a worker that is asked for it again answers this instead of asking, and paying, again.
CREATE TABLE agent_turns (
    run_id uuid    NOT NULL REFERENCES workflow_runs ON DELETE CASCADE,
    turn   integer NOT NULL,
    result jsonb   NOT NULL,
    PRIMARY KEY (run_id, turn)
);

CREATE TABLE agent_tool_calls (
    run_id      uuid    NOT NULL REFERENCES workflow_runs ON DELETE CASCADE,
    turn        integer NOT NULL,
    position    integer NOT NULL,
    node_id     text    NOT NULL,
    -- the provider's name of the call, which its result must repeat
    tool_use_id text    NOT NULL,
    tool        text    NOT NULL,
    input       jsonb   NOT NULL,
    -- the human task that asks about it, once it is opened
    task_id     uuid    NOT NULL,
    failed      boolean,
    result      jsonb,
    PRIMARY KEY (run_id, turn, position)
);
CREATE INDEX agent_tool_calls_task ON agent_tool_calls (task_id);

-- Caches are written for five minutes or for an hour, at two prices.
ALTER TABLE model_calls ADD COLUMN cache_write_1h_tokens bigint NOT NULL DEFAULT 0 CHECK (cache_write_1h_tokens >= 0);

ALTER TABLE workflow_runs ADD FOREIGN KEY (session_id) REFERENCES sessions ON DELETE SET NULL;

-- A session is as its newest run is; whoever settles the run need not know of it.
CREATE FUNCTION follow_agent_run(run uuid) RETURNS void LANGUAGE sql AS $$
    UPDATE stitch.sessions s SET updated_at = now(), status = CASE
            WHEN r.status IN ('completed', 'failed', 'cancelled', 'killed') THEN 'idle'
            WHEN EXISTS (SELECT 1 FROM stitch.human_tasks t WHERE t.run_id = r.id AND t.state = 'open') THEN 'waiting'
            ELSE 'active' END
    FROM stitch.workflow_runs r
    WHERE r.id = run AND s.id = r.session_id AND s.status <> 'closed'
$$;

CREATE FUNCTION session_follows_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM stitch.follow_agent_run(NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER session_follows_run AFTER UPDATE OF status, session_id ON workflow_runs
    FOR EACH ROW WHEN (NEW.session_id IS NOT NULL
        AND (OLD.status IS DISTINCT FROM NEW.status OR OLD.session_id IS DISTINCT FROM NEW.session_id))
    EXECUTE FUNCTION session_follows_run();

CREATE FUNCTION session_follows_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM stitch.follow_agent_run(NEW.run_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER session_follows_task AFTER INSERT OR UPDATE OF state ON human_tasks
    FOR EACH ROW WHEN (NEW.run_id IS NOT NULL)
    EXECUTE FUNCTION session_follows_task();
