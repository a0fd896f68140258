-- The CRM's own: what is published and where, what was done towards a person or by one, how it was received, what
-- people still have to do, and how far a sync has read. contact_identities is there already.

-- An identity is changed by itself now; its times say when.
ALTER TABLE contact_identities ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

-- Something to be read: an article, a thread, a tweet. Where it stands on platforms is in content_posts.
CREATE TABLE content_items (
    id          uuid PRIMARY KEY,
    title       text,
    body        text,
    status      text        NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'scheduled', 'published', 'archived')),
    -- whose it is, when it is a contact's and not our own
    contact_id  uuid        REFERENCES contacts ON DELETE SET NULL,
    template_id uuid        REFERENCES workflow_templates ON DELETE SET NULL,
    metadata    jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_by  text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX content_items_created_at ON content_items (created_at DESC, id);
CREATE INDEX content_items_contact ON content_items (contact_id);
CREATE INDEX content_items_template ON content_items (template_id);

-- A content item as it stands on one platform.
CREATE TABLE content_posts (
    id                  uuid PRIMARY KEY,
    content_id          uuid        NOT NULL REFERENCES content_items ON DELETE CASCADE,
    platform            text        NOT NULL CHECK (platform IN ('x', 'linkedin', 'gmail', 'substack')),
    platform_account_id uuid        REFERENCES platform_accounts ON DELETE SET NULL,
    -- the platform's own id of the post, once it is there
    platform_post_id    text CHECK (platform_post_id <> ''),
    url                 text,
    text                text,
    status              text        NOT NULL DEFAULT 'draft' CHECK (status IN
                        ('draft', 'scheduled', 'published', 'failed', 'deleted')),
    scheduled_at        timestamptz,
    published_at        timestamptz,
    metadata            jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    -- a sync that reads a post again finds it
    UNIQUE (platform, platform_post_id)
);
CREATE INDEX content_posts_content ON content_posts (content_id);
CREATE INDEX content_posts_account ON content_posts (platform_account_id);

-- One act between us and a contact.
CREATE TABLE engagements (
    id                     uuid PRIMARY KEY,
    contact_id             uuid        NOT NULL REFERENCES contacts ON DELETE CASCADE,
    type                   text        NOT NULL CHECK (type IN
                           ('connect', 'message', 'follow', 'like', 'comment', 'reply', 'mention', 'repost')),
    -- outbound: we act; inbound: the contact does
    direction              text        NOT NULL DEFAULT 'outbound' CHECK (direction IN ('outbound', 'inbound')),
    status                 text        NOT NULL DEFAULT 'done' CHECK (status IN
                           ('planned', 'waiting', 'done', 'skipped', 'failed')),
    -- null where it is by mail, or on no platform that we know
    platform               text CHECK (platform IN ('x', 'linkedin', 'gmail', 'substack')),
    platform_engagement_id text CHECK (platform_engagement_id <> ''),
    content_post_id        uuid        REFERENCES content_posts ON DELETE SET NULL,
    template_id            uuid        REFERENCES workflow_templates ON DELETE SET NULL,
    workflow_run_id        uuid        REFERENCES workflow_runs ON DELETE SET NULL,
    -- which step of the run, and which time that it came to it
    node_id                text,
    execution              integer,
    -- what is liked or commented on: an address, or latest_post
    target                 text,
    text                   text,
    performed_by           text,
    -- when it was done; null before
    occurred_at            timestamptz,
    metadata               jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at             timestamptz NOT NULL DEFAULT now(),
    updated_at             timestamptz NOT NULL DEFAULT now(),
    UNIQUE (platform, platform_engagement_id),
    UNIQUE (workflow_run_id, node_id, execution)
);
CREATE INDEX engagements_created_at ON engagements (created_at DESC, id);
CREATE INDEX engagements_contact ON engagements (contact_id, created_at DESC);
CREATE INDEX engagements_post ON engagements (content_post_id);
CREATE INDEX engagements_template ON engagements (template_id);

-- How a post or an act was received, as it was measured at a moment. Rows are only added.
CREATE TABLE engagement_metrics (
    id              uuid PRIMARY KEY,
    content_post_id uuid        REFERENCES content_posts ON DELETE CASCADE,
    engagement_id   uuid        REFERENCES engagements ON DELETE CASCADE,
    metric          text        NOT NULL CHECK (metric <> ''),
    value           double precision NOT NULL,
    measured_at     timestamptz NOT NULL DEFAULT now(),
    created_at      timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(content_post_id, engagement_id) = 1),
    UNIQUE NULLS NOT DISTINCT (content_post_id, engagement_id, metric, measured_at)
);
CREATE INDEX engagement_metrics_engagement ON engagement_metrics (engagement_id);
CREATE INDEX engagement_metrics_measured_at ON engagement_metrics (measured_at DESC, id);

-- What somebody has to do. Questions that a run waits on are human_tasks; a task that stands for one goes with it.
CREATE TABLE tasks (
    id                  uuid PRIMARY KEY,
    title               text        NOT NULL CHECK (title <> ''),
    description         text,
    -- where it is to be done
    url                 text,
    status              text        NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'cancelled')),
    assignee            text,
    due_at              timestamptz,
    contact_id          uuid        REFERENCES contacts ON DELETE CASCADE,
    engagement_id       uuid        REFERENCES engagements ON DELETE SET NULL,
    related_template_id uuid        REFERENCES workflow_templates ON DELETE SET NULL,
    workflow_run_id     uuid        REFERENCES workflow_runs ON DELETE SET NULL,
    human_task_id       uuid UNIQUE REFERENCES human_tasks ON DELETE SET NULL,
    created_by          text,
    closed_by           text,
    closed_at           timestamptz,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tasks_created_at ON tasks (created_at DESC, id);
CREATE INDEX tasks_contact ON tasks (contact_id);
CREATE INDEX tasks_engagement ON tasks (engagement_id);
CREATE INDEX tasks_template ON tasks (related_template_id);
CREATE INDEX tasks_run ON tasks (workflow_run_id);
CREATE INDEX tasks_open ON tasks (due_at) WHERE status = 'open';

-- How far a sync of an account has read.
CREATE TABLE sync_cursors (
    id                  uuid PRIMARY KEY,
    platform_account_id uuid        NOT NULL REFERENCES platform_accounts ON DELETE CASCADE,
    sync_sub_type       text        NOT NULL CHECK (sync_sub_type IN
                        ('x_contacts', 'x_tweets', 'x_mentions', 'x_enrich', 'gmail_contacts', 'gmail_metadata',
                         'linkedin_contacts')),
    cursor              text        NOT NULL,
    workflow_run_id     uuid        REFERENCES workflow_runs ON DELETE SET NULL,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    UNIQUE (platform_account_id, sync_sub_type)
);
CREATE INDEX sync_cursors_run ON sync_cursors (workflow_run_id);

-- A task that stands for a run's question, and the act that it is about, say what has become of the question, whoever
-- settled it: the run's flush, its settlement, or a reset that asks again. So it is done with the change itself.
CREATE FUNCTION status_by_human_task(state text, choice text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT CASE WHEN state = 'open' THEN 'open' WHEN state = 'answered' AND choice = 'done' THEN 'done' ELSE 'cancelled' END
$$;

CREATE FUNCTION follow_human_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH closed AS (
        UPDATE stitch.tasks t
        SET status = stitch.status_by_human_task(h.state, h.choice),
            closed_by = h.decided_by, closed_at = h.decided_at, updated_at = now()
        FROM human_tasks_after h
        WHERE t.human_task_id = h.id
        RETURNING t.engagement_id, t.status, t.closed_by, t.closed_at)
    UPDATE stitch.engagements e
    SET status = CASE c.status WHEN 'open' THEN 'waiting' WHEN 'done' THEN 'done' ELSE 'skipped' END,
        performed_by = CASE c.status WHEN 'done' THEN c.closed_by END,
        occurred_at = CASE c.status WHEN 'done' THEN c.closed_at END,
        updated_at = now()
    FROM closed c WHERE e.id = c.engagement_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER human_tasks_followed AFTER UPDATE ON human_tasks
    REFERENCING NEW TABLE AS human_tasks_after
    FOR EACH STATEMENT EXECUTE FUNCTION follow_human_tasks();
