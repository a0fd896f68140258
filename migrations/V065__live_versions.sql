-- Since when a version of a flow is the live one, or was last, who made it so, and why: a version is live again when its content
-- is published again. For versions before this column: since they were published.
ALTER TABLE flow_versions
    ADD COLUMN live_since timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN live_by    text,
    ADD COLUMN live_notes text;
UPDATE flow_versions SET live_since = published_at, live_notes = notes;
