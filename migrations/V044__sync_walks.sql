-- Syncs read lists that begin with the newest. One that stops in the middle, because it was cancelled or asked for some
-- pages only, leaves its walk here: the next one goes on with it, so that nothing between two walks is missed.
ALTER TABLE sync_cursors
    -- null until a first sync came to its end
    ALTER COLUMN cursor DROP NOT NULL,
    -- where an unfinished walk goes on; null when there is none
    ADD COLUMN walk jsonb CHECK (jsonb_typeof(walk) = 'object'),
    -- whose list it is at the platform: a connection that was connected as another account has none
    ADD COLUMN account_id text;

-- The engagements and metrics of a post that a sync meets again.
CREATE INDEX engagement_metrics_post ON engagement_metrics (content_post_id, metric, measured_at DESC)
    WHERE content_post_id IS NOT NULL;
