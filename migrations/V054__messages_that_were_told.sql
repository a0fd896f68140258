-- Whether the run that is to be given a message was told of it: a signal that got lost is sent again.
ALTER TABLE messages ADD COLUMN told_at timestamptz;
CREATE INDEX messages_not_given ON messages (session_id, seq) WHERE role = 'user' AND place IS NULL;
