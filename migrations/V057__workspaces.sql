-- Git: workspaces on the hosts of workers, and what the git steps of a run have changed.

CREATE TABLE workspaces (
    id             uuid PRIMARY KEY,
    -- the folder of workspaces that holds it, by the name that the folder has
    host           text        NOT NULL,
    repo           text        NOT NULL,
    branch         text,
    head           text,
    -- false until it is cloned: whoever clones it then may do so elsewhere
    cloned         boolean     NOT NULL DEFAULT false,
    -- whether it has changes that are not committed, as its last step left it
    dirty          boolean     NOT NULL DEFAULT false,
    persistent     boolean     NOT NULL DEFAULT true,
    -- the run that nothing but an entity or a person started, for which it is locked until that has ended
    used_by        uuid REFERENCES workflow_runs ON DELETE SET NULL,
    cleanup_status text        NOT NULL DEFAULT 'kept' CHECK (cleanup_status IN ('kept', 'pending', 'cleaned', 'failed')),
    cleanup_error  text,
    created_at     timestamptz NOT NULL DEFAULT now(),
    last_used_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX workspaces_last_used_at ON workspaces (last_used_at DESC, id);
CREATE INDEX workspaces_cleanup ON workspaces (host, cleanup_status);
CREATE INDEX workspaces_used_by ON workspaces (used_by);

ALTER TABLE workflow_runs ADD FOREIGN KEY (workspace_id) REFERENCES workspaces ON DELETE SET NULL;

CREATE TABLE run_git_details (
    run_id        uuid PRIMARY KEY REFERENCES workflow_runs ON DELETE CASCADE,
    workspace_id  uuid    NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    repo_url      text    NOT NULL,
    branch        text,
    -- null in a repository that had no commit yet
    commit_before text,
    commit_after  text,
    commits       jsonb   NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(commits) = 'array'),
    files_changed integer NOT NULL DEFAULT 0,
    insertions    integer NOT NULL DEFAULT 0,
    deletions     integer NOT NULL DEFAULT 0,
    diff_stat     jsonb   NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(diff_stat) = 'array')
);
CREATE INDEX run_git_details_workspace ON run_git_details (workspace_id);

-- The text of those changes, by the file's place in diff_stat.
CREATE TABLE run_git_patches (
    run_id    uuid    NOT NULL REFERENCES run_git_details ON DELETE CASCADE,
    position  integer NOT NULL,
    patch     text,
    truncated boolean NOT NULL,
    PRIMARY KEY (run_id, position)
);
